import type { Document } from './document.js';
import type { Context } from './policy.js';
import type { Report, Requirement } from './report.js';
/** What the judge takes: the numbers and the texts. */
export type Pair = [numbers: Uint32Array, texts: string];
export declare function writeDocument(document: Document): Pair;
/** What is known of a person: entries of a tag and a text. */
export declare function writeContext({ email, oldPassword, words }: Context): Pair;
/** A report from numbers. Each requirement has its status in them, in order. */
export declare function readReport(numbers: Uint32Array, requirements: readonly Requirement[]): Report;
