import type { Module, ModuleName } from './module.js';
/** Loads something once for all policies. */
export declare function once<Value>(load: () => Promise<Value>): () => Promise<Value>;
/** Takes the bytes of the modules from these functions instead of from files. */
export declare function provideModules(sources: Sources): void;
/** The module for the rules of the documented policy. */
export declare const loadBasic: () => Promise<Module>;
/**
 * Starts a module, whatever its content type is: it is too small to be worth
 * streaming. If it is provided, there may be no URL beside the script.
 */
export declare function start(name: ModuleName, url: () => URL): Promise<Module>;
type Sources = {
    readonly [name in ModuleName]: () => BufferSource | Promise<BufferSource>;
};
export {};
