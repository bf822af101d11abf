import type { Hint, Item, Report, Requirement, Violation } from './report.js';
/**
 * A requirement with its items for the three statuses that have no violation;
 * made once, since every key makes a report.
 */
export type Items = {
    readonly requirement: Requirement;
    readonly items: readonly Item[];
};
export declare function itemsOf(requirement: Requirement): Items;
/** A row of a report: a tag, and the numbers of a violation or hint. */
export type Row = readonly [tag: number, a: number, b: number, c: number, d: number];
/**
 * Reads a violation that this file does not know; `known` reads the others. It
 * is not imported, so that a bundler makes no file of what both use.
 */
export type ReadViolation = (row: Row, requirement: Requirement, known: typeof readViolation) => Violation | undefined;
/**
 * Reads a report from rows of five numbers: how many follow, one for each
 * requirement, in order, and the hints. `isCertain` is false if the server may
 * treat a character differently.
 */
export declare function readReport(numbers: Uint32Array, at: number, requirements: readonly Items[], isCertain: boolean, readOther?: ReadViolation): Report;
/** The hint about a password that the server may treat differently. */
export declare const UNCERTAIN: Hint;
/** Reads a violation of the documented rules. */
declare function readViolation([tag, a, b, c, d]: Row, requirement: Requirement): Violation | undefined;
export {};
