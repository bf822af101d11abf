// Random passwords that a policy accepts: the entry `genkan/generate`.

import type { Context } from './context.js';
import { GenkanError } from './error.js';
import type { Policy } from './policy.js';
import { isRefused } from './report.js';

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
export function generate(policy: Policy, { length, context }: GenerateOptions = {}): string {
  const characters = alphabet(policy);
  const size = length ?? sizeFor(policy, characters.length);
  for (let tries = 0; tries < 10_000 && size > 0; tries++) {
    const password = draw(size, characters);
    if (!isRefused(policy.check(password, context))) return password;
  }
  throw new GenkanError('ungeneratable', `found no password of ${size} characters that the policy accepts`);
}

/** Returns the characters that the policy permits. */
function alphabet(policy: Policy): string[] {
  const all = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at));
  const allowed = all.filter((character) => {
    const { items } = policy.check(character);
    return !items.some((item) => item.status === 'unmet' && item.violation.code === 'forbidden-character');
  });
  // A character that is rejected by itself may be accepted with others.
  return allowed.length > 0 ? allowed : all;
}

/** Returns the number of characters for 84 bits. Dropping refused passwords costs at most four of them. */
function sizeFor(policy: Policy, characters: number): number {
  let size = Math.ceil(84 / Math.log2(Math.max(characters, 2)));
  for (const asked of policy.explain()) {
    if (asked.rule === 'length') size = Math.min(Math.max(size, asked.min), asked.max ?? Infinity);
    // A character of ASCII is a byte.
    if (asked.rule === 'size') size = Math.min(size, asked.max);
  }
  return size;
}

/** Draws characters, all equally likely. */
function draw(size: number, characters: string[]): string {
  const most = characters.length;
  // Drawing words one by one would take longer than checking the password; a
  // browser returns at most 16,384 at once.
  const words = new Uint32Array(Math.min(size, 1_024));
  let password = '';
  while (password.length < size) {
    // Words above the largest multiple would make the first characters likelier.
    for (const word of crypto.getRandomValues(words)) {
      if (word < 2 ** 32 - (2 ** 32 % most) && password.length < size) password += characters[word % most];
    }
  }
  return password;
}
