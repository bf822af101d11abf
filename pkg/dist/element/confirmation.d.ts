import type { CompleteTexts } from './texts.js';
/** The comparison with whichever field the attribute `confirm` names at the moment. */
export declare class Comparison {
    #private;
    /** Whether the field has been left since something was typed. */
    isFinished: boolean;
    constructor(host: HTMLElement);
    /** Compares, where there is such a field, and answers with what there is to say. */
    compare(password: string, texts: CompleteTexts): string;
    /** A field elsewhere must not stay refused by an element that is gone. */
    end(): void;
}
