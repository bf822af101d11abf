import type { Item, Report, Requirement, Violation } from './report.js';
/**
 * A requirement, and what a report says of it in the three statuses that need
 * no words of their own; made once, since reports come with every key.
 */
export type Answers = {
    readonly asked: Requirement;
    readonly of: readonly Item[];
};
export declare function answers(asked: Requirement): Answers;
/** How a violation is read that this file does not know. */
export type ReadRare = (tag: number, a: number, b: number, c: number, d: number) => Violation | undefined;
/**
 * A report from its rows of five numbers: one for each requirement, in order,
 * and then the hints. `isSure` is false where the server may read a character in
 * another way.
 */
export declare function readReport(numbers: Uint32Array, requirements: readonly Answers[], isSure: boolean, readRare?: ReadRare): Report;
