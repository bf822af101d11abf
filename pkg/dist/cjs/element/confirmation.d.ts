import type { CompleteTexts } from './texts.js';
/** The comparison with the field in which the password is typed again, which the attribute `confirm` names. */
export declare class Comparison {
    #private;
    /** Whether the field has been left since something was typed. */
    isFinished: boolean;
    /** The result as a text: empty if there is no second field, or while it may still become the same. */
    text: string;
    constructor(host: HTMLElement, note: HTMLElement);
    /** The second field. */
    get input(): HTMLInputElement | undefined;
    /** Compares the fields, and shows the result. */
    compare(password: string, texts: CompleteTexts): void;
    /** Ends the comparison, so that the field does not stay invalid. */
    end(): void;
}
