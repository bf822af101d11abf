import type { ErrorCode } from './error.js';
/**
 * What is wrong with a document. `Policy` makes a `GenkanError` of it: if this
 * script imported that class, bundlers would put it into a file of its own.
 */
export declare class InvalidDocument {
    readonly code: ErrorCode;
    readonly message: string;
    constructor(code: ErrorCode, message: string);
}
