// The measurement of the peers in JavaScript, the same in Node and in a page.

import { passwordStrength } from 'check-password-strength';
import complexity from 'joi-password-complexity';
import PasswordValidator from 'password-validator';
import { z } from 'zod';
import zxcvbn from 'zxcvbn';

import { Policy } from '../../pkg/dist/inline.js';

export const EMAIL = 'taro.yamada@example.co.jp';
export const LENGTHS = [8, 16, 64, 1000];
const ROUNDS = 60;
const ROUND_MS = 5;
/** zxcvbn needs half a minute for one password of 1,000 characters. */
const LONGEST = { 'zxcvbn: guesses': 100 };

/** Returns functions that return whether they accept a password. */
async function contenders(document) {
  const policy = await Policy.from(document);
  const schema = new PasswordValidator();
  schema.is().min(6).is().max(1024).has().lowercase().has().uppercase().has().digits();
  const kinds = complexity({ min: 6, max: 1024, lowerCase: 1, upperCase: 1, numeric: 1, symbol: 1, requirementCount: 3 });
  const person = z
    .object({
      email: z.email(),
      password: z.string().min(6).max(1024).regex(/[a-z]/).regex(/[A-Z]/).regex(/[0-9]/),
    })
    .refine(({ email, password }) => !password.toLowerCase().includes(email.split('@')[0]));
  return {
    'genkan, the documented policy': (p) => policy.check(p, { email: EMAIL }).accepted,
    'genkan, every item of the report read': (p) => {
      const { items, hints } = policy.check(p, { email: EMAIL });
      return hints.length === 0 && items.every(({ status }) => status === 'met');
    },
    'zod: length, three kinds, the address': (p) => person.safeParse({ email: EMAIL, password: p }).success,
    'password-validator: length, three kinds': (p) => schema.validate(p),
    'joi-password-complexity: length, 3 of 4': (p) => kinds.validate(p).error === undefined,
    'check-password-strength: a score': (p) => passwordStrength(p).length > 0,
    'zxcvbn: guesses': (p) => zxcvbn(p, [EMAIL]).guesses > 1,
  };
}

/** Returns accepted passwords of a length, each different from the one before. */
export function passwords(length) {
  const letters = 'correcthorsebatterystaple';
  return Array.from({ length: 256 }, (_, n) => {
    const start = `Ab1!${n.toString(36)}`;
    return (start + letters.repeat(Math.ceil(length / letters.length))).slice(0, length);
  });
}

/** Returns the nanoseconds of a call, in one round. */
function round(check, all) {
  const start = performance.now();
  let count = 0;
  let now = start;
  while (now - start < ROUND_MS) {
    // If a call is short, the clock is read seldom.
    const until = now - start > 0 && count / (now - start) < 10 ? count + 1 : count + 16;
    for (; count < until; count++) {
      if (!check(all[count % all.length])) throw new Error('refused');
    }
    now = performance.now();
  }
  return ((now - start) * 1e6) / count;
}

/**
 * Returns the times of each contender by length, in nanoseconds: those of the
 * fastest round, since other work of the machine only adds to it. They take
 * turns.
 */
export async function measureAll(document) {
  const all = Object.entries(await contenders(document));
  const rows = Object.fromEntries(all.map(([name]) => [name, []]));
  for (const length of LENGTHS) {
    const each = passwords(length);
    const fastest = {};
    for (let n = 0; n < ROUNDS; n++) {
      for (const [name, check] of all) {
        if (length > (LONGEST[name] ?? length)) continue;
        fastest[name] = Math.min(fastest[name] ?? Infinity, round(check, each));
      }
    }
    for (const [name] of all) rows[name].push(fastest[name] ?? null);
  }
  return { rows };
}
