// The judge with its modules inside scripts: the entry `genkan/inline`. The
// element and the other entries use them, too, where this one is imported first.
//
// It is for where fetching a file is awkward: a bundler that does not follow
// `new URL(…, import.meta.url)`, one script without files beside it, a content
// security policy without `connect-src`. The module for the rarer rules is a
// script of its own, loaded where a policy asks for it.

import small from './genkan_bg.wasm';
import { take } from './wasm.js';

// What `genkan` exports, and not the file of that entry, so that it stays whole.
export type * from './index.js';
export { GenkanError } from './error.js';
export { check, Policy } from './policy.js';
export { isRefused, violations } from './report.js';

take({
  small: () => bytes(small),
  every: async () => bytes((await import('./every_bg.wasm')).default),
});

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
