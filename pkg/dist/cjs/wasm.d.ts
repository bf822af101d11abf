import type { Module, Wasm } from './module.js';
/** Loads something once for all policies. */
export declare function once<Value>(load: () => Promise<Value>): () => Promise<Value>;
/** Sets where the modules and the scripts of the extended rules are, instead of files beside this one. */
export declare function provideParts(parts: Parts): void;
/** Loads a module once, given where its bytes are. */
export declare const loadFrom: (wasm: () => Wasm | Promise<Wasm>) => (() => Promise<Module>);
/** The module for the rules of the documented policy. */
export declare const loadBasic: () => Promise<Module>;
/** The module for all rules. */
export declare const loadExtended: () => Promise<Module>;
/** The scripts of the rules that the documented policy does not have. */
export declare const importExtendedRules: () => ExtendedRules | Promise<ExtendedRules>;
type ExtendedRules = typeof import('./extended.js');
type Parts = {
    readonly basic: () => Wasm;
    readonly extended: () => Wasm;
    readonly rules: ExtendedRules;
};
export {};
