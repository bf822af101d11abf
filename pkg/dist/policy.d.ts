import type { Document, Source } from './document.js';
import type { Report, Requirement } from './report.js';
/**
 * What is known of the person. Rules that need to know more do not apply, so
 * give what the server has, for both to say the same.
 */
export type Context = {
    /** Their mail address. An empty one says nothing. */
    readonly email?: string | undefined;
    /** Words that a password must not contain: their names, their company's, the service's. */
    readonly words?: {
        readonly [source in Source]?: readonly string[] | undefined;
    } | undefined;
    /** The password that is being replaced. */
    readonly oldPassword?: string | undefined;
};
/**
 * A policy that is ready to judge: the server's own judge, compiled for the
 * browser, so that both say the same.
 *
 * ```js
 * const policy = await Policy.load('/policy.json');
 * const report = policy.check('Taro-2026', { email: 'taro@example.jp' });
 * report.accepted; // false
 * ```
 *
 * The server stays the judge: a verdict of the browser is for the person who
 * is typing.
 */
export declare class Policy {
    #private;
    /** The document that this policy was made from, in the form that the crate writes. */
    readonly document: Document;
    /**
     * What tells this policy from every other: 32 hexadecimal digits, those of the
     * crate's `Policy::fingerprint`. Send it along with a new password, and the
     * server can tell an old page from a bad password. Undefined where the browser
     * computes no digest: on a page that came over plain HTTP.
     */
    readonly fingerprint: string | undefined;
    private constructor();
    /** Fetches a policy document and makes it ready. */
    static load(url: string | URL): Promise<Policy>;
    /** Makes a policy document ready: an object, as JSON.parse gives it. */
    static from(document: unknown): Promise<Policy>;
    /** Judges a password. Takes a microsecond; nothing leaves the page. */
    check(password: string, context?: Context): Report;
    /** What is asked for, before a key is typed, in the policy's order. */
    explain(): Requirement[];
}
/** Judges one password by one document. For more than one, make a `Policy`. */
export declare function check(document: unknown, password: string, context?: Context): Promise<Report>;
