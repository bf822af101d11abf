import type { utf8, writeWord } from './bytes.js';
import type { GenkanError } from './error.js';
import type { once, start } from './wasm.js';
export type Core = {
    readonly utf8: typeof utf8;
    readonly writeWord: typeof writeWord;
    readonly GenkanError: typeof GenkanError;
    readonly once: typeof once;
    readonly start: typeof start;
};
export declare let core: Core;
export declare function use(its: Core): void;
