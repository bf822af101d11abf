import type { Document, Pattern, Place, Preparation, Rule, Source, Unit } from './document.js';
import type { Field } from './field.js';
export declare const UNITS: readonly Unit[];
export declare const PLACES: readonly Place[];
export declare const PREPARATIONS: readonly Preparation[];
export declare const SOURCES: readonly Source[];
export declare const PATTERNS: readonly Pattern[];
/** The rules of a document, by themselves. */
export declare const RULE_LIST: Field<readonly Rule[]>;
/**
 * A document: every field there that must be, none besides, each of its type.
 * The judge is told everything but its name.
 */
export declare const DOCUMENT: Field<Document>;
