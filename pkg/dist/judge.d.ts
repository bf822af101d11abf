import type { Module } from './wasm.js';
export declare class JudgeOfOne {
    #private;
    constructor({ Judge, memory }: Module);
    /** Takes a policy document, and says what is wrong with it; 0 where nothing is. */
    read(document: readonly number[]): number;
    /** Takes what is known of the person, for the checks to come. */
    know(bytes: readonly number[]): void;
    /** Judges a password, and answers with the numbers of its report. */
    check(password: string): Uint32Array;
    free(): void;
}
