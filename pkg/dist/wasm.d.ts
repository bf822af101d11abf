import type { Judge } from './judge.js';
/** A module of the judge, once it is there: pkg/src/judge.rs. */
export type Module = {
    readonly exports: Exports;
    /** Whose policy it judges by now. */
    turn?: Judge;
};
/** Only numbers cross; places are addresses in the module's memory. */
type Exports = {
    readonly memory: WebAssembly.Memory;
    /** Where the input is to be written, with room for so many bytes. */
    readonly input: (bytes: number) => number;
    /** Reads a document, and says what is wrong with it; 0 where nothing is. */
    readonly read: (bytes: number) => number;
    /** Judges a password that stands behind what is known; says where the report is. */
    readonly check: (known: number, password: number) => number;
};
/** Loads something of the judge, once for all policies. */
export declare function once<Value>(load: () => Promise<Value>): () => Promise<Value>;
/** Takes the bytes of both modules from elsewhere than the files beside this one. */
export declare function take(bytes: Bytes): void;
/** The module for the rules of the documented policy. */
export declare const small: () => Promise<Module>;
/**
 * Makes a module ready, whatever its content type is: it is too small to be
 * worth a stream. One script without files beside it has no URL to ask for.
 */
export declare function start(which: keyof Bytes, url: () => URL): Promise<Module>;
type Bytes = {
    readonly small: () => BufferSource;
    readonly every: () => Promise<BufferSource>;
};
export {};
