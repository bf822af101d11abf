import type { Module } from './wasm.js';
export declare class JudgeOfOne {
    #private;
    /** What is wrong with the document; 0 where nothing is. */
    readonly problem: number;
    constructor(module: Module, document: readonly number[]);
    /** Takes what is known of the person, for the checks to come. */
    know(bytes: readonly number[]): void;
    /** Judges a password, and answers with the numbers of its report. */
    check(password: string): Uint32Array;
}
