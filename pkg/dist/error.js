/** An error with a stable code. It is thrown before any password is seen. */
export class GenkanError extends Error {
    name = 'GenkanError';
    code;
    constructor(code, message, options) {
        super(`${code}: ${message}`, options);
        this.code = code;
    }
}
