import type { Policy } from '../policy.js';
import { type Report } from '../report.js';
import type { Announcer } from './announcer.js';
import type { CompleteTexts } from './texts.js';
/** A report about a password, in the words of a language. */
export declare class Sentences {
    #private;
    /** What is wrong. */
    readonly wrong: string[];
    /** What is worth knowing. */
    readonly hints: string[];
    constructor(report: Report, texts: CompleteTexts, password: string, { document }: Policy);
    /** A sentence for each requirement: what is wrong, or how the password stands to it. */
    get all(): string[];
    /** Says what changed of the requirements, or, once all is well, that it is. */
    announce(announcer: Announcer): void;
}
