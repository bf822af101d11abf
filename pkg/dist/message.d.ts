import type { Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Hint, Requirement, Status, Violation } from './report.js';
/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`,
 * another one of the package, or your own. If a template is missing, it does not
 * compile.
 */
export type Templates = Readonly<Record<Key, string>> & Grammar;
/** The parts of a language that are no templates. */
export type Grammar = {
    /** The BCP 47 tag, by which labels of a policy are found. */
    readonly tag: string;
    /** Returns the plural form of a number, counted from 0: `{min|character|characters}` has the words. */
    readonly plural: (number: number) => number;
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
/** Every field that one of several types has. */
export type Every<Several> = {
    readonly [Name in Several extends unknown ? keyof Several : never]?: Several extends {
        readonly [Own in Name]?: infer Value;
    } ? Value : never;
};
