import type { Document } from './document.js';
import type { Context } from './policy.js';
import type { Item, Report, Requirement } from './report.js';
export declare function writeDocument(document: Document): number[];
/** What is known of a person: entries of a tag and a text. */
export declare function writeContext({ email, oldPassword, words }: Context): number[];
/**
 * A requirement, and what a report says of it in the three statuses that need
 * no words of their own; made once, since reports come with every key.
 */
export type Answers = {
    readonly asked: Requirement;
    readonly of: readonly Item[];
};
export declare function answers(asked: Requirement): Answers;
/** A report from numbers. Each requirement has its status in them, in order. */
export declare function readReport(numbers: Uint32Array, requirements: readonly Answers[]): Report;
