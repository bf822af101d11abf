import type * as bytes from './bytes.js';
import type * as error from './error.js';
import type * as wasm from './wasm.js';
export declare let utf8: typeof bytes.utf8;
export declare let writeWord: typeof bytes.writeWord;
export declare let GenkanError: typeof error.GenkanError;
export declare let once: typeof wasm.once;
export declare let start: typeof wasm.start;
/** One after the other, since the names of fields would stay in what every page loads. */
export declare function use(...its: [typeof utf8, typeof writeWord, typeof GenkanError, typeof once, typeof start]): void;
