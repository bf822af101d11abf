import type { Pattern, PlainRule, Source, Unit } from './document.js';
/**
 * What a policy asks for, as it is told before a key is typed: what every
 * policy asks for, then the rules of this one, those of a tier one by one.
 */
export type Requirement = Always | (PlainRule & {
    readonly within?: Within;
});
/** What every policy asks for. */
export type Always = {
    readonly rule: 'size';
    readonly max: number;
} | {
    readonly rule: 'control-characters';
};
/** Lengths of passwords, in code points: from one up to, not including, another. */
export type Within = {
    readonly from: number;
    readonly below: number | null;
};
/**
 * A range of the password in the form in which it is judged, in code points:
 * from `start` up to, not including, `end`.
 */
export type Span = readonly [start: number, end: number];
/** Why a password is refused: for the person who is choosing it. */
export type Violation = {
    readonly code: 'too-long';
    readonly max: number;
    readonly actual: number;
    readonly unit: Unit;
} | {
    readonly code: 'forbidden-character';
    readonly count: number;
    readonly at: Span;
} | {
    readonly code: 'too-short';
    readonly min: number;
    readonly actual: number;
    readonly unit: Unit;
} | {
    readonly code: 'too-few-kinds';
    readonly required: number;
    readonly actual: number;
    /** The names of the kinds of which more would help. */
    readonly missing: readonly string[];
} | {
    readonly code: 'contains-local-part';
    readonly at: Span;
} | {
    readonly code: 'contains-context-word';
    readonly source: Source;
    readonly at: Span;
} | {
    readonly code: 'repetition';
    readonly max: number;
    readonly actual: number;
    readonly at: Span;
} | {
    readonly code: 'sequence';
    readonly pattern: Pattern;
    readonly at: Span;
} | {
    readonly code: 'too-similar';
    readonly min: number;
    readonly actual: number;
} | ServerViolation;
/** What only the server can find; here, so that its reports can be told, too. */
export type ServerViolation = {
    readonly code: 'blocklisted';
    readonly at: Span;
} | {
    readonly code: 'breached';
    readonly count: number;
} | {
    readonly code: 'reused';
} | {
    readonly code: 'too-guessable';
    readonly min: number;
    readonly actual: number;
};
/**
 * How a password stands to a requirement. `unjudged` is what needs something
 * that the browser has not: a list, a history. The server judges it.
 */
export type Status = {
    readonly status: 'met';
} | {
    readonly status: 'unmet';
    readonly violation: Violation;
} | {
    readonly status: 'not-applicable';
} | {
    readonly status: 'unjudged';
};
/** One requirement and how a password stands to it. */
export type Item = Requirement & Status;
/** Something worth knowing that refuses nothing by itself. */
export type Hint = {
    readonly code: 'uncounted-character';
    readonly count: number;
    readonly at: number;
} | {
    readonly code: 'full-width';
    readonly count: number;
    readonly at: number;
} | {
    readonly code: 'edge-space';
}
/**
 * Only of the browser: the password, or what is known of the person, has a
 * character that this engine and the server may read in different ways, such
 * as one of a newer Unicode. Nothing is accepted or refused for certain.
 */
 | {
    readonly code: 'uncertain-character';
};
/**
 * Everything there is to say about a password at once. It holds codes, numbers
 * and positions, never the password or what is known of the person.
 */
export type Report = {
    /**
     * Whether every requirement is met, or does not apply. It is false, too,
     * where something is not judged here, or not for certain; see `isRefused`.
     */
    readonly accepted: boolean;
    readonly items: readonly Item[];
    readonly hints: readonly Hint[];
};
/** What is wrong, in the policy's order. */
export declare function violations(report: Report): Violation[];
/**
 * Whether some requirement is not met, for certain. Where it is not, the
 * password may be sent: what is not judged here is judged by the server.
 */
export declare function isRefused({ items, hints }: Report): boolean;
