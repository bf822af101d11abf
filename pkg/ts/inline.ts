// The package with its modules inside scripts: the entry `genkan/inline`. If it
// is imported first, the element and the other entries use these modules, too.
//
// It is for pages that cannot fetch files: the bundler does not follow `new
// URL(…, import.meta.url)`, there is only one script, or the content security
// policy has no `connect-src`. The extended module is a script of its own,
// loaded with the first policy that needs it.

import basic from './basic.wasm';
import { provideModules } from './wasm.js';

// The exports of `genkan`, without the file of that entry, so that bundlers do
// not split that file.
export type * from './index.js';
export { GenkanError } from './error.js';
export { check, Policy } from './policy.js';
export { isRefused, violations } from './report.js';

provideModules({
  basic: () => bytes(basic),
  extended: async () => bytes((await import('./extended.wasm')).default),
});

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
