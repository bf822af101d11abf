// The same operators and contacts on a phone, without JavaScript, in English. Every page is looked at.

import { HANDHELD } from "./browser.mjs";
import { walk } from "./desk_story.mjs";

await walk([
  { way: "en", language: "en", javascript: false, viewport: HANDHELD, looks: true },
]);
