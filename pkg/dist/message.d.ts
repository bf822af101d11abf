import type { Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Hint, Requirement, Status, Violation } from './report.js';
/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`, or
 * your own. One that is missing does not compile.
 */
export type Templates = Readonly<Record<Key, string>>;
/** What is asked for, as a line of a list. */
export declare function requirement(templates: Templates, asked: Requirement): string;
/** What is wrong and what to do, as a sentence. */
export declare function violation(templates: Templates, wrong: Violation): string;
/**
 * What is worth knowing, as a sentence. Where the password is given, the
 * sentence names the sign that it is about, such as `_`; `preparation` is the
 * policy's, where its document has one.
 */
export declare function hint(templates: Templates, hint: Hint, password?: string, preparation?: Preparation): string;
/** How a password stands to a requirement, in a word or two. */
export declare function status(templates: Templates, { status }: Status): string;
