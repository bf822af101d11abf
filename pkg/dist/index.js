// The judge. Messages and the element are modules of their own, so that a
// page loads what it uses.
export { GenkanError } from './error.js';
export { check, Policy } from './policy.js';
export { isRefused, violations } from './report.js';
