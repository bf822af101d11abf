// The judge. Messages and the element are modules of their own, so that a
// page loads what it uses.

export type { Document, Rule } from './document.js';
export { GenkanError, type ErrorCode } from './error.js';
export { check, Policy, type Context } from './policy.js';
export { violations } from './report.js';
export type { Hint, Item, Kind, Report, Requirement, Status, Violation } from './report.js';
