// What the scripts of the rarer rules use of the judge's. It is handed over and
// not imported, because a bundler may make a file of its own of what two files
// import, and every page would load that besides.

import type { utf8, writeWord } from './bytes.js';
import type { GenkanError } from './error.js';
import type { once, start } from './wasm.js';

export type Core = {
  readonly utf8: typeof utf8;
  readonly writeWord: typeof writeWord;
  readonly GenkanError: typeof GenkanError;
  readonly once: typeof once;
  readonly start: typeof start;
};

export let core: Core;

export function use(its: Core): void {
  core = its;
}
