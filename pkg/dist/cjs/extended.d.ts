import type { ReadDocument } from './basic.js';
import type { Context } from './context.js';
import { InvalidDocument } from './invalid-document.js';
import type { Module } from './module.js';
import type { ReadViolation } from './read-report.js';
import type { Writer } from './writer.js';
/**
 * Reads any document and writes its canonical form, or throws an
 * `InvalidDocument`, also if the caller's module lacks the rules.
 */
export declare function readExtended(source: unknown, to: Writer, own: Module | undefined): ReadDocument;
/** The error of a document, by the number that the module returned: pkg/extended/src/lib.rs. */
export declare function invalid(at: number): InvalidDocument;
/** Writes a context, as entries of a tag and a value: pkg/src/wire/context.rs. */
export declare function writeContext({ email, currentPassword, words, reused, breached, score }: Context, to: Writer): void;
/** Reads a violation of a rule that the documented policy does not have. */
export declare const readExtendedViolation: ReadViolation;
