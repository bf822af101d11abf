import type { Policy } from '../policy.js';
/** The page's policy, and whether it has changed since the page was made. */
export declare class PolicySource {
    #private;
    policy: Policy | undefined;
    /** Whether it changed after the page was made. */
    isChanged: boolean;
    /** The URL. A policy from another URL is dropped. */
    get url(): string | null | undefined;
    set url(url: string | null);
    /**
     * Uses a policy from now on; `made` is the fingerprint of the one with which
     * the page was made. Returns whether it is the same as before, the first one,
     * or another one.
     */
    adopt(policy: Policy, made: string | undefined): 'same' | 'first' | 'other';
}
