import type { Report, Requirement } from '../report.js';
import type { Words } from './words.js';
/**
 * The list of requirements. Its texts are the server's where the server wrote
 * them; the state of each is added in a sign, in words and in `data-status`.
 */
export declare class Checklist {
    #private;
    readonly list: HTMLElement;
    constructor(list: HTMLElement);
    /** Writes the list where the server wrote none, or in another language. */
    write(requirements: Requirement[], words: Words, isRewritten: boolean): void;
    /** Marks every requirement. */
    mark(report: Report, words: Words): void;
    /** Takes every mark away. */
    clear(): void;
}
