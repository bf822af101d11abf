/** What is wrong with a document, with loading it, or with what is asked of it: for the developer. */
export type ErrorCode = 'policy-unreachable' | 'policy-malformed' | 'policy-unknown-field' | 'policy-unknown-rule' | 'policy-version' | 'policy-max-bytes' | 'policy-length' | 'policy-required' | 'policy-kind' | 'policy-range' | 'policy-list' | 'policy-too-many-rules' | 'wasm-unreachable' | 'wasm-mismatch' | 'ungeneratable';
/** An error with a stable code. It is thrown before any password is seen. */
export declare class GenkanError extends Error {
    /** What tells it from other errors where `instanceof` cannot: another window's, another copy's. */
    readonly name = "GenkanError";
    /** What is wrong, for a program; the message is for its developer. */
    readonly code: ErrorCode;
    constructor(code: ErrorCode, message: string, options?: ErrorOptions);
}
