import type { Kind, Labels, Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Hint, Requirement, Status, Violation } from './report.js';
/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`,
 * another one of the package, or your own. If a template is missing, it does not
 * compile.
 */
export type Templates = Readonly<Record<Key, string>> & Grammar & {
    readonly others: Others;
};
/** The parts of a language that are no templates. */
export type Grammar = {
    /** The BCP 47 tag, by which labels of a policy are found. */
    readonly tag: string;
    /** Returns the plural form of a number, counted from 0: `{min|character|characters}` has the words. */
    readonly plural: (number: number) => number;
};
/**
 * The parts of sentences that the documented policy does not need, the same for
 * every language: a language of your own takes those of another one, such as
 * `en.others`. A language with the sentences of the documented rules only has
 * them as soon as a `Policy` needs them.
 */
export type Others = {
    readonly requirement: (templates: Texts, asked: Every<Requirement>, tools: Tools) => Parts & {
        readonly notes: readonly unknown[];
        readonly tier: string | undefined;
    };
    readonly violation: (templates: Texts, wrong: Every<Violation>) => Parts;
    readonly label: (templates: Texts, of: Labelled) => string | undefined;
    readonly described: (templates: Texts, kind: Kind, words: string | undefined, tools: Tools) => string | undefined;
};
/** What the other parts use. They import nothing, so that a bundler makes no file of what both use. */
type Tools = typeof TOOLS;
/** Parts of the key of a template, and its values. */
type Parts = {
    readonly name?: unknown;
    readonly parts?: readonly unknown[];
    readonly values?: Values;
};
/** Returns a requirement as a line of a list. */
export declare function requirement(templates: Templates, asked: Requirement): string;
/** Returns what is wrong and what to do, as a sentence. */
export declare function violation(templates: Templates, wrong: Violation): string;
/**
 * Returns a hint as a sentence. If the password is given, the sentence names
 * the sign that it is about, such as `_`; `preparation` is that of the policy's
 * document, if it has one.
 */
export declare function hint(templates: Templates, hint: Hint, password?: string, preparation?: Preparation): string;
/** Returns a status in a word or two. */
export declare function status(templates: Templates, { status }: Status): string;
/** Returns the name of a kind: its label, the crate's name, or the policy's. */
declare function nameOf(templates: Texts, kind: Named): string;
/** Returns a kind with its characters: as a noun for a number, or with its own number if that is above one. */
declare function described(templates: Texts, kind: Kind, n?: number): string;
/**
 * Returns a template with its values: `{name}`, or `{name|one|other}` with a
 * word for each plural form. A list ends with the conjunction `joint`, "or" by
 * default.
 */
declare function fill(templates: Texts, key: readonly unknown[], values: Values): string;
declare const TOOLS: {
    requirement: typeof requirement;
    described: typeof described;
    fill: typeof fill;
    nameOf: typeof nameOf;
};
/** Every field that one of several types has. */
export type Every<Several> = {
    readonly [Name in Several extends unknown ? keyof Several : never]?: Several extends {
        readonly [Own in Name]?: infer Value;
    } ? Value : never;
};
/** What may have labels of its own. */
export type Labelled = {
    readonly label?: Labels;
};
type Named = Pick<Kind, 'name' | 'label'>;
/** The values that a sentence may name. */
export type Values = Readonly<Record<string, unknown>>;
/** The templates by any key, such as that of a policy's own kind. */
export type Texts = Templates & Readonly<Record<string, any>>;
export {};
