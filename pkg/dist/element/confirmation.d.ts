import type { Words } from './words.js';
/** A second field, in which the password is typed again. */
export declare class Confirmation {
    #private;
    readonly input: HTMLInputElement;
    constructor(input: HTMLInputElement);
    /**
     * Compares, and says so in words. While the second field may still become
     * the same, nothing is said about it, unless `isFinished`.
     */
    compare(password: string, words: Words, isFinished: boolean): string;
    remove(): void;
}
