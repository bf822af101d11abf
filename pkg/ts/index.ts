// The policy. Messages and the element are entries of their own, so that a page
// loads only what it uses.

export type { Context } from './context.js';
export type {
  CharacterPosition,
  ContextSource,
  Document,
  Identifier,
  Kind,
  Labels,
  PlainRule,
  Preparation,
  Rule,
  SequencePattern,
  TierRule,
  Unit,
} from './document.js';
export { GenkanError, type ErrorCode } from './error.js';
export { check, Policy, type PolicyOptions } from './policy.js';
export { isRefused, violations } from './report.js';
export type { Forbidden, Hint, Item, LengthRange, MissingKind, Report, Requirement, Span, Status, Violation } from './report.js';
