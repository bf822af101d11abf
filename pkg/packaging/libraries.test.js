// Libraries that change a page of the server's: that copy, replace and morph it.

import { assertMarks } from './applications/checks.js';
import { drive } from './applications/drive.js';
import { start } from './applications/library.js';

// The server refuses the password, and marks its list.
const application = (name) => ({ start: () => start(name), answer: assertMarks });

drive({
  Turbo: application('turbo'),
  'htmx 4': application('htmx'),
  'htmx 2': application('htmx2'),
  idiomorph: application('idiomorph'),
  morphdom: application('morphdom'),
});
