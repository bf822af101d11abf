// Random passwords that a policy accepts: the entry `genkan/generate`.

import { GenkanError } from './error.js';
import type { Context, Policy } from './policy.js';
import { isRefused } from './report.js';

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
export function generate(policy: Policy, { length, context }: Wanted = {}): string {
  const characters = alphabet(policy);
  const size = length ?? worth(policy, characters.length);
  for (let tries = 0; tries < 10_000 && size > 0; tries++) {
    const password = draw(size, characters);
    if (!isRefused(policy.check(password, context))) return password;
  }
  throw new GenkanError('ungeneratable', `found no password of ${size} characters that the policy accepts`);
}

/** The characters that the policy allows, and counts where it counts any. */
function alphabet(policy: Policy): string[] {
  const all = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at));
  const allowed = all.filter((character) => {
    const { items } = policy.check(character);
    return !items.some((item) => item.status === 'unmet' && item.violation.code === 'forbidden-character');
  });
  const counted = allowed.filter((character) => policy.check(character).hints.length === 0);
  // What may stand nowhere alone may stand somewhere beside others.
  return [counted, allowed, all].find((some) => some.length > 0) ?? all;
}

/** As many characters as are worth 84 bits, of which throwing away takes four at most. */
function worth(policy: Policy, characters: number): number {
  let size = Math.ceil(84 / Math.log2(Math.max(characters, 2)));
  for (const asked of policy.explain()) {
    if (asked.rule === 'length') size = Math.min(Math.max(size, asked.min), asked.max ?? Infinity);
    // A character of ASCII is a byte.
    if (asked.rule === 'size') size = Math.min(size, asked.max);
  }
  return size;
}

/** So many characters, each of them equally likely. */
function draw(size: number, characters: string[]): string {
  const most = characters.length;
  // To ask for the words one by one would take longer than to judge them; a
  // browser gives no more than 16,384 at once.
  const words = new Uint32Array(Math.min(size, 1_024));
  let password = '';
  while (password.length < size) {
    // What is over a multiple would make the first characters likelier.
    for (const word of crypto.getRandomValues(words)) {
      if (word < 2 ** 32 - (2 ** 32 % most) && password.length < size) password += characters[word % most];
    }
  }
  return password;
}
