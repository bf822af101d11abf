/** The code of an error in a document, in loading it, or in a call; for the developer. */
export type ErrorCode = 'policy-unreachable' | 'policy-malformed' | 'policy-unknown-field' | 'policy-unknown-rule' | 'policy-version' | 'policy-max-bytes' | 'policy-length' | 'policy-required' | 'policy-kind' | 'policy-range' | 'policy-list' | 'policy-too-many-rules' | 'wasm-unreachable' | 'wasm-mismatch' | 'ungeneratable';
/** An error with a stable code. It is thrown before any password is seen. */
export declare class GenkanError extends Error {
    /**
     * Identifies the class if `instanceof` cannot: the error may come from
     * another window or another copy of the package.
     */
    readonly name = "GenkanError";
    /** The stable code, for a program; the message is for its developer. */
    readonly code: ErrorCode;
    constructor(code: ErrorCode, message: string, options?: ErrorOptions);
}
