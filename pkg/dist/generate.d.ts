import type { Context, Policy } from './policy.js';
/** What a generated password is to be like. */
export type Wanted = {
    /**
     * How many characters. Without it, as many as are worth 80 bits, within what
     * the policy allows.
     */
    readonly length?: number | undefined;
    /** What is known of the person: what `check` takes. */
    readonly context?: Context | undefined;
};
/**
 * Makes a random password in which the policy finds nothing wrong.
 *
 * It is drawn from printable ASCII without the space, and where the policy
 * counts kinds, from what it counts. Characters are drawn uniformly, by the
 * browser's generator for secrets, and a password that is refused is thrown
 * away whole: so every password of that length that the policy accepts is
 * equally likely. What only the server judges, it may still refuse.
 *
 * ```js
 * import { generate } from 'genkan/generate';
 * const password = generate(policy, { context: { email: 'taro@example.jp' } });
 * ```
 *
 * @throws GenkanError `ungeneratable`, where none is found in 10,000 tries.
 */
export declare function generate(policy: Policy, { length, context }?: Wanted): string;
