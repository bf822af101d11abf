// The entry `genkan` in Cloudflare Workers and other runtimes that compile
// modules only when a program is deployed.

import basic from './basic.wasm?module';
import { invalid, readExtended, readExtendedViolation, writeContext } from './extended.js';
import extended from './extended.wasm?module';
import { provideParts } from './wasm.js';

export type * from './index.js';
export { GenkanError } from './error.js';
export { check, Policy } from './policy.js';
export { isRefused, violations } from './report.js';

provideParts({
  basic: () => basic,
  extended: () => extended,
  rules: { invalid, readExtended, readExtendedViolation, writeContext },
});
