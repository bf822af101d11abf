import type { Module, Wasm } from './module.js';
/** Loads something once for all policies. */
export declare function once<Value>(load: () => Promise<Value>): () => Promise<Value>;
/** Sets where the modules and the scripts of the extended rules are, instead of files beside this one. */
export declare function provideParts(parts: Parts): void;
/** The module for the rules of the documented policy. */
export declare const loadBasic: () => Promise<Module>;
/** The module for all rules. */
export declare const loadExtended: () => Promise<Module>;
/** The scripts of the rules that the documented policy does not have. */
export declare const importExtendedRules: () => ExtendedRules | Promise<ExtendedRules>;
/** Starts a module, whatever its content type is: it is too small for streaming to matter. */
export declare function start(wasm: Wasm): Promise<Module>;
type ExtendedRules = typeof import('./extended.js');
type Parts = {
    readonly basic: () => Wasm;
    readonly extended: () => Wasm;
    readonly rules: ExtendedRules;
};
export {};
