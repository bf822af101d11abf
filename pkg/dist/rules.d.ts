import type { Document, Pattern, Source, Unit } from './document.js';
import type { Field } from './field.js';
export declare const UNITS: readonly Unit[];
export declare const SOURCES: readonly Source[];
export declare const PATTERNS: readonly Pattern[];
/**
 * A document: every field there that must be, none besides, each of its type.
 * The judge is told everything but its name.
 */
export declare const DOCUMENT: Field<Document>;
