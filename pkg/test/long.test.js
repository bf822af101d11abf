// Long passwords, which the modules read 16 bytes at a time.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy } from 'genkan';
import { document } from './inputs.js';

const FILLERS = ['\u3042', '\u00df', '\u{1f511}', 'x', 'xyz'];

test('each character of ASCII is found, wherever it is', async () => {
  for (let code = 0x20; code < 0x7f; code += 1) {
    const character = String.fromCharCode(code);
    const rules = [{ rule: 'kinds', required: 1, of: [{ name: 'own', characters: character }] }];
    const policy = await Policy.from({ ...document, rules });
    for (const filler of FILLERS) {
      for (const count of [20, 33, 70]) {
        const filled = filler.repeat(count);
        assert.equal(policy.check(filled).items[2].status, filled.includes(character) ? 'met' : 'unmet');
        for (const at of [0, 1, count / 2, count - 1, count]) {
          const start = filler.repeat(at);
          const report = policy.check(start + character + filler.repeat(count - at));
          assert.equal(report.items[2].status, 'met', JSON.stringify([character, filler, count, at]));
        }
      }
    }
  }
});

test('a part of the address is found, wherever it is', async () => {
  const policy = await Policy.from(document);
  for (const word of ['taro', 'YAMADA', 'o\u00f1o', 'z9z']) {
    const context = { email: `${word.toLowerCase()}.z@example.jp` };
    for (let before = 0; before < 70; before += 1) {
      for (const after of [0, 1, 15, 16, 40]) {
        // Words that are the same but for one end.
        const password = `Ab1!${'t'.repeat(before)}${word}${'o'.repeat(after)}`;
        const { status, violation } = policy.check(password, context).items[4];
        assert.equal(status, 'unmet', password);
        const [start, end] = violation.at;
        assert.equal([...password.normalize('NFC')].slice(start, end).join('').toLowerCase().includes(word.toLowerCase()), true, password);
        const other = password.replace(word, `${word.slice(0, 1)}-${word.slice(1)}`);
        assert.equal(policy.check(other, context).items[4].status, 'met', other);
      }
    }
  }
});
