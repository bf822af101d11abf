// The package with its modules inside scripts, which loads nothing later: the
// entry `genkan/inline`. If it is imported first, the element and the other
// entries use these modules, too.
//
// It is for programs that cannot fetch files: the bundler does not follow `new
// URL(…, import.meta.url)`, there is only one script, the content security
// policy has no `connect-src`, or the program is a service worker, which has no
// `import()`. In Node, it is the entry `genkan`.

import { bytesOf } from './base64.js';
import basic from './basic.wasm';
import { invalid, readExtended, readExtendedViolation, writeContext } from './extended.js';
import extended from './extended.wasm';
import { provideParts } from './wasm.js';

// The exports of `genkan`, without the file of that entry, so that bundlers do
// not split that file.
export type * from './index.js';
export { GenkanError } from './error.js';
export { check, Policy } from './policy.js';
export { isRefused, violations } from './report.js';

provideParts({
  basic: () => bytesOf(basic),
  extended: () => bytesOf(extended),
  rules: { invalid, readExtended, readExtendedViolation, writeContext },
});
