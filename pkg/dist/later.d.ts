/** Each loads those of a language that has the others. */
export declare const later: (() => Promise<unknown>)[];
