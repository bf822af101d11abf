import type { Context } from './context.js';
import type { Document } from './document.js';
import type { Report, Requirement } from './report.js';
/**
 * A policy that is ready to check passwords: the server's own code, compiled for
 * the browser, so that both return the same report.
 *
 * ```js
 * const policy = await Policy.load('/policy.json');
 * const report = policy.check('Taro-2026', { email: 'taro@example.jp' });
 * report.accepted; // false
 * ```
 *
 * The server decides: a report in the browser is for the person who is typing.
 */
export declare class Policy {
    #private;
    /** The policy's document, as the crate writes it. */
    readonly document: Document;
    /**
     * Identifies the policy: 32 hexadecimal digits, those of the crate's
     * `Policy::fingerprint`. If a form sends it with a new password, the server
     * can distinguish an outdated page from a bad password. Undefined on a page
     * that was loaded over plain HTTP, for which browsers compute no digest.
     */
    readonly fingerprint: string | undefined;
    private constructor();
    /** Returns the policy of a document that it fetches. */
    static load(url: string | URL): Promise<Policy>;
    /** Returns the policy of a document: an object, as JSON.parse returns it. */
    static from(document: unknown, { module }?: PolicyOptions): Promise<Policy>;
    /** Checks a password. Takes a microsecond; nothing leaves the page. */
    check(password: string, context?: Context): Report;
    /** Returns the requirements, in the policy's order. */
    explain(): Requirement[];
}
/** The options of `Policy.from`. */
export type PolicyOptions = {
    /**
     * The module `genkan/extended.wasm`, compiled or as its bytes, if the package
     * cannot load it by itself. `genkan/basic.wasm` is enough for a policy of the
     * documented rules.
     */
    readonly module?: WebAssembly.Module | BufferSource | undefined;
};
/** Checks one password against a document. For several passwords, make a `Policy`. */
export declare function check(document: unknown, password: string, context?: Context): Promise<Report>;
