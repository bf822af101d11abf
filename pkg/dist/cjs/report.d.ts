import type { ContextSource, Identifier, Kind, Labels, PlainRule, SequencePattern, Unit } from './document.js';
/**
 * A requirement. A policy has the two of every policy, then its own rules,
 * those of a tier one by one.
 */
export type Requirement = {
    readonly rule: 'size';
    readonly max: number;
} | {
    readonly rule: 'control-characters';
} | (PlainRule & {
    readonly within?: LengthRange;
});
/** Lengths of passwords in code points: from `from` up to, not including, `below`. */
export type LengthRange = {
    readonly from: number;
    readonly below: number | null;
};
/**
 * A range of the prepared password, in code points: from `start` up to, not
 * including, `end`.
 */
export type Span = readonly [start: number, end: number];
/** The reason why a password is rejected, for the person who is choosing it. */
export type Violation = {
    readonly code: 'too-long';
    readonly max: number;
    readonly actual: number;
    readonly unit: Unit;
} | {
    readonly code: 'forbidden-character';
    readonly count: number;
    readonly at: Span;
    readonly of: Forbidden;
} | {
    readonly code: 'too-short';
    readonly min: number;
    readonly actual: number;
    readonly unit: Unit;
} | {
    readonly code: 'too-few-kinds';
    readonly required: number;
    readonly actual: number;
    readonly missing: readonly MissingKind[];
} | {
    readonly code: 'contains-local-part';
    readonly of: Identifier;
    readonly at: Span;
} | {
    readonly code: 'contains-context-word';
    readonly source: ContextSource;
    readonly at: Span;
} | {
    readonly code: 'repetition';
    readonly max: number;
    readonly actual: number;
    /** How many characters are repeated together. */
    readonly block: number;
    readonly at: Span;
} | {
    readonly code: 'occurrences';
    readonly max: number;
    readonly actual: number;
    readonly at: Span;
} | {
    readonly code: 'kind-repetition';
    readonly max: number;
    readonly actual: number;
    readonly at: Span;
} | {
    readonly code: 'sequence';
    readonly pattern: SequencePattern;
    readonly length: number;
    readonly at: Span;
} | {
    readonly code: 'number-range';
    readonly from: number;
    readonly to: number;
    readonly at: Span;
} | {
    readonly code: 'date';
    readonly at: Span;
} | {
    readonly code: 'too-similar';
    readonly min: number;
    readonly actual: number;
}
/** Only in a report of the server, which has the lists. */
 | {
    readonly code: 'blocklisted';
    readonly list: string;
    readonly label?: Labels;
    /** Whether only a part of the password is on the list. */
    readonly is_part: boolean;
    readonly at: Span;
} | {
    readonly code: 'breached';
    readonly count: number;
} | {
    readonly code: 'reused';
    readonly last: number;
} | {
    readonly code: 'too-guessable';
    readonly min: number;
    readonly actual: number;
};
/** The rule that does not accept some characters. */
export type Forbidden = Extract<Requirement, {
    readonly rule: 'control-characters' | 'characters' | 'white-space';
}>;
/** A kind of which a password has too few characters, and how many more would be enough. */
export type MissingKind = Pick<Kind, 'name' | 'min' | 'label'> & {
    readonly more: number;
};
/**
 * Whether a password meets a requirement. A requirement is `unchecked` if it
 * needs a list, or if the context lacks what it needs. The server checks it.
 */
export type Status = {
    readonly status: 'met';
} | {
    readonly status: 'unmet';
    readonly violation: Violation;
} | {
    readonly status: 'not-applicable';
} | {
    readonly status: 'unchecked';
};
/** One requirement, and whether a password meets it. */
export type Item = Requirement & Status;
/** A remark about a password that does not reject it. */
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
} | {
    readonly code: 'invisible';
    readonly count: number;
    readonly at: number;
}
/**
 * Only in the browser: the password or the context has a character that this
 * engine and the server may treat differently, such as one of a newer
 * Unicode. Neither acceptance nor refusal is certain.
 */
 | {
    readonly code: 'uncertain-character';
};
/**
 * The result of a check. A report contains codes, numbers and positions, never
 * the password or the context.
 */
export type Report = {
    /**
     * Whether every requirement is met or does not apply. It is also false if one
     * is unchecked or uncertain; see `isRefused`.
     */
    readonly accepted: boolean;
    readonly items: readonly Item[];
    readonly hints: readonly Hint[];
};
/** Returns the violations, in the policy's order. */
export declare function violations(report: Report): Violation[];
/**
 * Returns whether a requirement is certainly not met. If not, the password may
 * be sent; the server checks what is unchecked here.
 */
export declare function isRefused({ items, hints }: Report): boolean;
