/** What is wrong with a document, with loading it, or with what is asked of it: for the developer. */
export type ErrorCode = 'policy-unreachable' | 'policy-malformed' | 'policy-unknown-field' | 'policy-unknown-rule' | 'policy-version' | 'policy-max-bytes' | 'policy-length' | 'policy-required' | 'policy-kind' | 'policy-range' | 'policy-list' | 'policy-too-many-rules' | 'wasm-unreachable' | 'wasm-mismatch' | 'ungeneratable';
/** An error with a stable code. It is thrown before any password is seen. */
export declare class GenkanError extends Error {
    readonly name = "GenkanError";
    readonly code: ErrorCode;
    constructor(code: ErrorCode, message: string, options?: ErrorOptions);
}
