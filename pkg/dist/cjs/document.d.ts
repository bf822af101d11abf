/**
 * The unit of a length: characters (code points), bytes of UTF-8, different
 * characters, or words (letters and digits in a row).
 */
export type Unit = 'code-points' | 'bytes' | 'different-characters' | 'words';
/**
 * The form in which a password is checked and hashed: with every space as
 * U+0020 and in NFC, or as it was received.
 */
export type Preparation = 'opaque-string' | 'as-is';
/** The source of a word of the context. */
export type ContextSource = 'address' | 'name' | 'company' | 'service' | 'birthday' | 'phone' | 'employee-number' | 'user-name';
/** The position of the characters that a rule is about: all, the first or the last one. */
export type CharacterPosition = 'anywhere' | 'start' | 'end';
/** A well-known order of characters. */
export type SequencePattern = 'alphabetic' | 'numeric' | 'qwerty' | 'jis' | 'azerty' | 'qwertz' | 'ten-key';
/** The text by which people sign in, as the requirement of `local-part` calls it. */
export type Identifier = 'address' | 'user-name';
/**
 * The names of a kind of characters or of a list for people, by the BCP 47 tag of
 * their language: at most 32, each of at most 64 characters.
 */
export type Labels = Readonly<Record<string, string>>;
/**
 * A kind of characters: an alphabet with a name. The names `lower`, `upper`,
 * `digit` and `other-letter` have built-in characters; `other` has every
 * character that no other kind of the rule has.
 */
export type Kind = {
    readonly name: string;
    readonly characters?: string;
    readonly ranges?: readonly (readonly [first: string, last: string])[];
    /**
     * The number of such characters from which on the kind is present, at most 15;
     * 1 by default. A kind with 0 is never counted.
     */
    readonly min?: number;
    readonly label?: Labels;
};
/** One rule of a policy, with its numbers; not a tier. */
export type PlainRule = {
    readonly rule: 'length';
    readonly min: number;
    readonly max?: number;
    readonly unit?: Unit;
} | {
    readonly rule: 'kinds';
    readonly required: number;
    readonly of: readonly Kind[];
} | ({
    readonly rule: 'local-part';
    readonly min_piece: number;
    /** `address` by default. */
    readonly of?: Identifier;
} & Spellings) | ({
    readonly rule: 'context-word';
    readonly sources: readonly ContextSource[];
    readonly min_piece: number;
} & Spellings) | {
    readonly rule: 'characters';
    readonly allowed?: readonly Kind[];
    readonly forbidden?: readonly Kind[];
    readonly where?: CharacterPosition;
} | {
    readonly rule: 'white-space';
    readonly where: 'anywhere' | 'edges';
} | {
    readonly rule: 'repetition';
    readonly max: number;
    readonly block?: number;
    readonly of?: readonly Kind[];
} | {
    readonly rule: 'occurrences';
    readonly max: number;
} | {
    readonly rule: 'sequence';
    readonly length: number;
    readonly of: readonly SequencePattern[];
    readonly wrap?: boolean;
    readonly columns?: boolean;
} | {
    readonly rule: 'number-range';
    readonly from: number;
    readonly to: number;
    readonly dates?: boolean;
} | {
    readonly rule: 'blocklist';
    readonly list: string;
    readonly contained?: number;
    readonly reversed?: boolean;
    readonly look_alikes?: boolean;
    readonly one_edit?: boolean;
    readonly points?: number;
    readonly label?: Labels;
} | {
    readonly rule: 'breached';
    readonly max: number;
    readonly fail_open: boolean;
} | {
    readonly rule: 'reuse';
    readonly last: number;
} | {
    readonly rule: 'similarity';
    readonly min: number;
} | {
    readonly rule: 'guessability';
    readonly min_score: number;
}
/** The rules in the groups are of other kinds. */
 | {
    readonly rule: 'any-of';
    readonly groups: readonly (readonly PlainRule[])[];
};
/** Rules for passwords of some lengths only. */
export type TierRule = {
    readonly rule: 'tier';
    readonly from: number;
    readonly below?: number;
    readonly rules: readonly PlainRule[];
};
/** One rule of a policy, with its numbers. */
export type Rule = PlainRule | TierRule;
/** A policy as data: the document that the server serves and the page loads. */
export type Document = {
    readonly version: number;
    readonly name: string;
    readonly max_bytes: number;
    /** `opaque-string` by default. */
    readonly preparation?: Preparation;
    readonly rules: readonly Rule[];
};
/** The parts and the spellings of a word that are rejected, too. */
export type Spellings = {
    readonly reversed?: boolean;
    readonly look_alikes?: boolean;
    readonly min_whole?: number;
    readonly min_east_asian?: number;
    readonly consecutive?: boolean;
    readonly accents?: boolean;
};
