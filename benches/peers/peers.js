// Compares one verdict by this package, in Node, with its peers in Node and
// Python.
//
// They do different work, which each row names: the same rules, a score, an
// estimate of guesses. The passwords differ from one call to the next, as when
// a person types, and meet every rule, so that no peer stops early.

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

import { passwordStrength } from 'check-password-strength';
import complexity from 'joi-password-complexity';
import PasswordValidator from 'password-validator';
import { z } from 'zod';
import zxcvbn from 'zxcvbn';

import { Policy } from '../../pkg/dist/index.js';

const EMAIL = 'taro.yamada@example.co.jp';
const LENGTHS = [8, 16, 64, 1000];
const ROUNDS = 9;
const ROUND_MS = 30;
/** zxcvbn needs half a minute for one password of 1,000 characters. */
const LONGEST = { 'zxcvbn: guesses': 100 };

const dist = new URL('../../pkg/dist/', import.meta.url);
const document = JSON.parse(await readFile(new URL('policies/support_center.json', dist), 'utf8'));
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

/** Each returns whether it accepts a password. */
const CONTENDERS = {
  'genkan, Node: the documented policy': (p) => policy.check(p, { email: EMAIL }).accepted,
  'zod: length, three kinds, the address': (p) => person.safeParse({ email: EMAIL, password: p }).success,
  'password-validator: length, three kinds': (p) => schema.validate(p),
  'joi-password-complexity: length, 3 of 4': (p) => kinds.validate(p).error === undefined,
  'check-password-strength: a score': (p) => passwordStrength(p).length > 0,
  'zxcvbn: guesses': (p) => zxcvbn(p, [EMAIL]).guesses > 1,
};

/** Returns accepted passwords of a length, each different from the one before. */
function passwords(length) {
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

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Returns the medians of rounds, in which the contenders take turns. */
function measure(length) {
  const all = passwords(length);
  const inTime = Object.entries(CONTENDERS).filter(([name]) => length <= (LONGEST[name] ?? length));
  const times = new Map(inTime.map(([name]) => [name, []]));
  for (let n = 0; n <= ROUNDS; n++) {
    for (const [name, check] of inTime) {
      const time = round(check, all);
      // The first one warms up.
      if (n > 0) times.get(name).push(time);
    }
  }
  return new Map([...times].map(([name, each]) => [name, median(each)]));
}

const columns = LENGTHS.map(measure);
const python = execFileSync(process.env.PYTHON ?? 'python3', [new URL('peers.py', import.meta.url).pathname], {
  input: JSON.stringify({ email: EMAIL, passwords: LENGTHS.map((length) => passwords(length)) }),
  stdio: ['pipe', 'pipe', 'inherit'],
});
const { version, rows } = JSON.parse(python);
for (const [name, row] of Object.entries(rows)) {
  row.forEach((time, at) => time !== null && columns[at].set(name, time));
}

function shown(time) {
  const [divisor, unit] = time < 1e3 ? [1, 'ns'] : time < 1e6 ? [1e3, 'µs'] : [1e6, 'ms'];
  return `${Number((time / divisor).toPrecision(3))} ${unit}`;
}

const ours = Object.keys(CONTENDERS)[0];
const names = new Set(columns.flatMap((column) => [...column.keys()]));
console.log(`Node ${process.versions.node}, Python ${version}\n`);
console.log(`| characters | ${LENGTHS.join(' | ')} |`);
console.log(`|---|${LENGTHS.map(() => '--:|').join('')}`);
for (const name of names) {
  const cells = columns.map((column) => {
    const time = column.get(name);
    if (time === undefined) return '–';
    return name === ours ? shown(time) : `${shown(time)} (${Number((time / column.get(ours)).toPrecision(2))}x)`;
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
