import type { Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Hint, Requirement, Status, Violation } from './report.js';
/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`, or
 * your own. If a template is missing, it does not compile.
 */
export type Templates = Readonly<Record<Key, string>>;
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
