import type { Report, Requirement } from '../report.js';
import type { CompleteTexts } from './texts.js';
/**
 * The list of requirements. It keeps the texts that the server rendered, and
 * adds the state of each as a sign, in words and in `data-status`.
 *
 * A server that has refused a password marks its list in the same way. Its
 * marks stay until the person types, and are then replaced.
 */
export declare class Checklist {
    #private;
    readonly list: HTMLElement;
    constructor(list: HTMLElement);
    /** Removes all lines, which are those of another policy. */
    empty(): void;
    /** Writes the list if the server rendered none, or if the language has changed. */
    write(requirements: Requirement[], texts: CompleteTexts, isReplaced: boolean): void;
    /** Marks every requirement. */
    mark(report: Report, texts: CompleteTexts): void;
    /** Removes the marks of this class. */
    clear(): void;
}
