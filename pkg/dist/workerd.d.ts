export type * from './index.js';
export { GenkanError } from './error.js';
export { check, Policy } from './policy.js';
export { isRefused, violations } from './report.js';
