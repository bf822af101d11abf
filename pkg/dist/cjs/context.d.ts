import type { ContextSource } from './document.js';
/**
 * What is known about the person, and about the password besides its text. A
 * rule that needs a value that is missing here does not apply or stays
 * unchecked. Pass everything that the server has, so that both return the same
 * report.
 */
export type Context = {
    /** The person's email address. An empty one is ignored. */
    readonly email?: string | undefined;
    /** Words that a password must not contain: names of the person, the company and the service. */
    readonly words?: {
        readonly [source in ContextSource]?: readonly string[] | undefined;
    } | undefined;
    /** The password that is being replaced. */
    readonly currentPassword?: string | undefined;
    /** Whether the password is one of the person's earlier ones. */
    readonly reused?: boolean | undefined;
    /** How many times the password was seen in breaches; null if the source was asked and did not answer. */
    readonly breached?: number | null | undefined;
    /** How hard the password is to guess, from 0 to 4. */
    readonly score?: number | undefined;
};
