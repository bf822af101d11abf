// The judge. Messages and the element are modules of their own, so that a
// page loads what it uses.

export type {
  Document,
  Kind,
  Pattern,
  Place,
  PlainRule,
  Preparation,
  Rule,
  Source,
  TierRule,
  Unit,
} from './document.js';
export { GenkanError, type ErrorCode } from './error.js';
export { check, Policy, type Context } from './policy.js';
export { isRefused, violations } from './report.js';
export type {
  Always,
  Hint,
  Item,
  Report,
  Requirement,
  ServerViolation,
  Span,
  Status,
  Violation,
  Within,
} from './report.js';
