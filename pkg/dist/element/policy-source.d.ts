import type { Policy } from '../policy.js';
/** The policy that the page goes by, and whether it is still that of the page's making. */
export declare class PolicySource {
    #private;
    policy: Policy | undefined;
    /** Whether it changed after the page was made. */
    isChanged: boolean;
    /** Where it is from. What another place had says nothing about this one. */
    set url(url: string | null);
    /**
     * Goes by a policy from now on; `made` is the fingerprint of the one with
     * which the page was made. Says how it stands to the one from before.
     */
    adopt(policy: Policy, made: string | undefined): 'same' | 'first' | 'other';
}
