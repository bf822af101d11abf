// What the scripts of the rarer rules use of the judge's. It is handed over and
// not imported, because a bundler may make a file of its own of what two files
// import, and every page would load that besides.

import type * as bytes from './bytes.js';
import type * as error from './error.js';
import type * as wasm from './wasm.js';

export let utf8: typeof bytes.utf8;
export let writeWord: typeof bytes.writeWord;
export let GenkanError: typeof error.GenkanError;
export let once: typeof wasm.once;
export let start: typeof wasm.start;

/** One after the other, since the names of fields would stay in what every page loads. */
export function use(
  ...its: [typeof utf8, typeof writeWord, typeof GenkanError, typeof once, typeof start]
): void {
  [utf8, writeWord, GenkanError, once, start] = its;
}
