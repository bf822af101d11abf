// Operators and contacts at a desk, with JavaScript, in Japanese. Every page is looked at.

import { walk } from "./desk_story.mjs";

await walk([{ way: "ja", language: "ja", looks: true }]);
