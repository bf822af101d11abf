import type { ErrorCode } from './error.js';
/**
 * The error of an invalid document. `Policy` turns it into a `GenkanError`: if
 * this script imported that class, bundlers would put it into a file of its
 * own.
 */
export declare class InvalidDocument {
    readonly code: ErrorCode;
    readonly message: string;
    constructor(code: ErrorCode, message: string);
}
