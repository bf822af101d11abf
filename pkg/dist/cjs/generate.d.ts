import type { Context } from './context.js';
import type { Policy } from './policy.js';
/** The options of `generate`. */
export type GenerateOptions = {
    /** The number of characters; by default, enough for 80 bits, within the bounds of the policy. */
    readonly length?: number | undefined;
    /** The context for `check`. */
    readonly context?: Context | undefined;
};
/**
 * Generates a random password that the policy does not refuse.
 *
 * Its characters are all of printable ASCII that the policy permits, except the
 * space. They are drawn uniformly by the browser's cryptographic generator, and a
 * password that is refused is dropped as a whole, so all passwords of that length
 * that the policy accepts are equally likely. The server may still refuse it because of a rule that only the server
 * checks.
 *
 * ```js
 * import { generate } from 'genkan/generate';
 * const password = generate(policy, { context: { email: 'taro@example.jp' } });
 * ```
 *
 * @throws GenkanError `ungeneratable` if 10,000 passwords were refused.
 */
export declare function generate(policy: Policy, { length, context }?: GenerateOptions): string;
