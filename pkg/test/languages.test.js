// The sentences of the documented rules, to which those of the other rules are
// added.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy, violations } from 'genkan';
import * as message from 'genkan/message';
import { en } from 'genkan/messages/en/basic';
import { ja } from 'genkan/messages/ja/basic';
import * as complete from 'genkan/messages/ja';
import * as completeEn from 'genkan/messages/en';
import { document, vectors } from './inputs.js';

const LANGUAGES = [[ja, complete.ja], [en, completeEn.en]];

/** Returns every sentence about a password. */
function* sentences(templates, policy, { password, email }) {
  const report = policy.check(password, { email });
  for (const item of report.items) {
    yield message.requirement(templates, item);
    yield message.status(templates, item);
  }
  for (const each of violations(report)) yield message.violation(templates, each);
  for (const each of report.hints) {
    yield message.hint(templates, each);
    yield message.hint(templates, each, password);
  }
}

/** The rules of policies that the basic module checks. */
const COMMON = [
  document,
  ...[
    [{ rule: 'length', min: 0, max: 4 }, { rule: 'kinds', required: 1, of: [{ name: 'upper' }] }],
    [{ rule: 'length', min: 3, max: 30 }, { rule: 'kinds', required: 2, of: [{ name: 'digit' }, { name: '記号', characters: '+-' }] }],
  ].map((rules) => ({ ...document, rules })),
];

test('a policy of the documented rules loads no other sentences', async () => {
  const questions = [
    ...vectors,
    { password: 'あ'.repeat(2_000) },
    { password: 'blue7Kite!\u{1e5d0}' },
    { password: ' ＡＢＣ_1\u0007 ', email: 'a@example.jp' },
  ];
  for (const from of COMMON) {
    const policy = await Policy.from(from);
    for (const question of questions.filter(({ policy }) => policy === undefined)) {
      for (const [some, all] of LANGUAGES) {
        assert.deepEqual([...sentences(some, policy, question)], [...sentences(all, policy, question)]);
      }
    }
  }
  for (const [some, all] of LANGUAGES) assert.ok(Object.keys(some).length < Object.keys(all).length / 2);
});

test('a policy of other rules loads their sentences', async () => {
  const rules = [{ rule: 'repetition', max: 2 }, { rule: 'tier', from: 2, rules: [{ rule: 'reuse', last: 3 }] }];
  const policy = await Policy.from({ ...document, rules });
  for (const [some, all] of LANGUAGES) {
    assert.deepEqual([...sentences(some, policy, { password: 'aaa' })], [...sentences(all, policy, { password: 'aaa' })]);
    assert.deepEqual({ ...some }, { ...all });
  }
});
