// The same operators and contacts in Firefox.

import { HANDHELD, startSecondBrowser } from "./browser.mjs";
import { walk } from "./desk_story.mjs";

await walk([
  { way: "firefox-ja", language: "ja", viewport: HANDHELD },
  { way: "firefox-en", language: "en", javascript: false },
], startSecondBrowser);
