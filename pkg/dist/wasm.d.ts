import type { Module, ModuleName } from './module.js';
/** Loads something once for all policies. */
export declare function once<Value>(load: () => Promise<Value>): () => Promise<Value>;
/** Sets functions that return the bytes of the modules, instead of files. */
export declare function provideModules(sources: Sources): void;
/** The module for the rules of the documented policy. */
export declare const loadBasic: () => Promise<Module>;
/** The module for all rules. */
export declare const loadExtended: () => Promise<Module>;
type Sources = {
    readonly [name in ModuleName]: () => BufferSource | Promise<BufferSource>;
};
export {};
