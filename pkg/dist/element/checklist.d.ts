import type { Report, Requirement } from '../report.js';
import type { CompleteTexts } from './texts.js';
/**
 * The list of requirements. Its texts are the server's where the server wrote
 * them; the state of each is added in a sign, in words and in `data-status`.
 *
 * A server that has refused a password marks its list in the same way. Its
 * marks stay until something is typed, and are then replaced.
 */
export declare class Checklist {
    #private;
    readonly list: HTMLElement;
    constructor(list: HTMLElement);
    /** Throws away what is written, because it is of another policy. */
    empty(): void;
    /** Writes the list where the server wrote none, or in another language. */
    write(requirements: Requirement[], texts: CompleteTexts, isRewritten: boolean): void;
    /** Marks every requirement. */
    mark(report: Report, texts: CompleteTexts): void;
    /** Takes its own marks away. */
    clear(): void;
}
