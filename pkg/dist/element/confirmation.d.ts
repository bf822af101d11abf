import type { CompleteTexts } from './texts.js';
/** The comparison with the field that the attribute `confirm` names. */
export declare class Comparison {
    #private;
    /** Whether the field has been left since something was typed. */
    isFinished: boolean;
    constructor(host: HTMLElement);
    /** Compares the fields, and returns the result as a text: empty if there is no second field. */
    compare(password: string, texts: CompleteTexts): string;
    /** Ends the comparison, so that the second field does not stay invalid after the element is removed. */
    end(): void;
}
