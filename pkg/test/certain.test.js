// The characters for which the browser's verdict is certainly that of the
// server.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { isRefused, Policy, violations } from 'genkan';
import { document } from './inputs.js';
import { codePoints, isUncertain } from './line.js';

const policy = await Policy.from(document);

/** Debian's package unicode-data, of a Unicode that every engine and every build of the crate has. */
const AGES = '/usr/share/unicode/DerivedAge.txt';

test('only characters of Unicode 15 are certain', async (context) => {
  const assigned = await ages();
  let certain = 0;
  for (const { password } of codePoints()) {
    // Without an address the check is much faster.
    if (isUncertain({ password }, policy)) continue;
    certain += 1;
    const point = password.codePointAt(3);
    assert.ok(assigned[point], `U+${point.toString(16)}`);
  }
  context.diagnostic(`${certain} code points of ${assigned.reduce((a, b) => a + b)} are certain`);
  // The ideographs of the extensions C to F are left to the server.
  assert.ok(certain > 95_000);
});

test('common characters are certain', () => {
  for (const text of ['blue7Kite!', 'パスワードAb7！', '漢字ｱｲｳ𠮷', 'größer-ÉLÈVE', 'Ωμέγα', 'Пароль', 'สวัสดี', 'नमस्ते', '비밀번호', '🔑🇯🇵👩‍💻❤️']) {
    assert.ok(!isUncertain({ password: text, email: `${text}@example.jp` }, policy), text);
  }
});

test('an uncertain password is neither accepted nor refused', () => {
  const fine = policy.check('blue7Kite!\u{1e5d0}');
  assert.deepEqual(violations(fine), []);
  assert.equal(fine.accepted, false);
  const short = policy.check('\u{1e5d0}');
  assert.ok(violations(short).length > 0);
  assert.equal(isRefused(short), false);
});

test('a context is uncertain if the policy reads it', async () => {
  const rules = [...document.rules, { rule: 'context-word', sources: ['name'], min_piece: 1 }, { rule: 'similarity', min: 2 }];
  const wider = await Policy.from({ ...document, rules });
  const address = { email: '\u{1e5d0}@example.jp' };
  const others = [{ words: { name: ['a', '\u{1e5d0}'] } }, { currentPassword: '\u{1e5d0}' }];
  for (const [of, context] of [[policy, address], [wider, address], ...others.map((each) => [wider, each])]) {
    assert.equal(of.check('blue7Kite!', context).hints.at(-1)?.code, 'uncertain-character');
    assert.equal(of.check('blue7Kite!').accepted, true);
  }
  for (const context of others) assert.equal(policy.check('blue7Kite!', context).accepted, true);
});

async function ages() {
  const assigned = new Uint8Array(0x110000);
  const text = await readFile(AGES, 'utf8');
  assert.match(text, /^# DerivedAge-1[5-9]\./);
  for (const line of text.split('\n')) {
    const [, first, last, age] = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; (\d+)/.exec(line) ?? [];
    if (first && Number(age) <= 15) assigned.fill(1, parseInt(first, 16), parseInt(last ?? first, 16) + 1);
  }
  return assigned;
}
