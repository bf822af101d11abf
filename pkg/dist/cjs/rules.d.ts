import type { ContextSource, Document, Rule, SequencePattern } from './document.js';
import type { Field } from './field.js';
export declare const CONTEXT_SOURCES: readonly ContextSource[];
export declare const SEQUENCE_PATTERNS: readonly SequencePattern[];
/** The rules of a document. */
export declare const RULE_LIST: Field<readonly Rule[]>;
/**
 * A document: every required field, no unknown ones, each of its type. The
 * schema for an editor is not kept.
 */
export declare const DOCUMENT: Field<Document>;
