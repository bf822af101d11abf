import type { Policy } from '../policy.js';
import { type Report } from '../report.js';
import type { Announcer } from './announcer.js';
import type { CompleteTexts } from './texts.js';
/** The sentences of a report in a language. */
export declare class Sentences {
    #private;
    /** The violations. */
    readonly wrong: string[];
    /** The hints. */
    readonly hints: string[];
    constructor(report: Report, texts: CompleteTexts, password: string, { document }: Policy);
    /** A sentence for each requirement: the violation, or the requirement with its status. */
    get all(): string[];
    /** Announces changes of the requirements or, if none is violated, that the password is accepted. */
    announce(announcer: Announcer): void;
}
