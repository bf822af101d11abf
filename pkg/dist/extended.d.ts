import type { ReadDocument } from './basic.js';
import type { Context } from './context.js';
import type { Module } from './module.js';
import type { Violation } from './report.js';
/** The module for all rules. */
export declare const loadExtended: () => Promise<Module>;
/** Reads any document, or throws what is wrong with it. */
export declare function readExtended(source: unknown): ReadDocument;
/** The error of a document, by the number that the module returned: pkg/src/extended.rs. */
export declare function problem(at: number): Error;
/** Writes a context, as entries of a tag and a value: pkg/src/wire/context.rs. */
export declare function writeContext({ email, currentPassword, words, reused, breached, score }: Context): number[];
/** Reads a violation of a rule that the documented policy does not have. */
export declare function readExtendedViolation(tag: number, a: number, b: number, c: number, d: number): Violation | undefined;
