import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy } from 'genkan';
import * as message from 'genkan/message';
import en from 'genkan/messages/en';
import ja from 'genkan/messages/ja';
import { document } from './inputs.js';
import { LANGUAGES } from './line.js';

const policy = await Policy.from(document);

/** Returns the sentence of the first hint about a password. */
const hintOf = (templates, password) =>
  message.hint(templates, policy.check(password).hints[0], password);

test('a sign that is not special is named', () => {
  assert.equal(hintOf(ja, 'abcd1_'), '「_」は特殊文字として数えません（文字数には数えます）。');
  assert.match(hintOf(en, 'abcd1_'), /^“_” is not one of the special characters here/);
  assert.match(hintOf(en, '😀abc_'), /^“😀”/);
  // The sign is that of the prepared form, which is composed.
  assert.match(hintOf(en, 'A=\u0338'), /^“≠”/);
});

test('the sign is of the form that the policy checks', async () => {
  const asIs = await Policy.from({ ...document, preparation: 'as-is' });
  const password = 'A=\u0338_';
  const [hint] = asIs.check(password).hints;
  assert.equal(hint.count, 3);
  assert.match(message.hint(en, hint, password, asIs.document.preparation), /^“=”/);
});

test('a space, a control character, a mark and a letter are not', () => {
  for (const password of ['abc 1A', 'abc\u30001A', 'abc\t1A', '\u0301abc', 'あbc']) {
    assert.match(hintOf(en, password), /^1 character counts toward the length/, password);
  }
});

test('an invisible character is hinted at', () => {
  for (const password of ['\u200babc', 'a\u00adbc']) {
    assert.match(hintOf(en, password), /^1 character is invisible/, password);
  }
});

test('without the password nothing is named', () => {
  const [hint] = policy.check('abcd1_').hints;
  assert.doesNotMatch(message.hint(en, hint), /_/);
});

test('violations that only the server finds have the same sentences', () => {
  const found = [
    [{ code: 'blocklisted', list: 'common', is_part: false, at: [0, 8] }, 'violation.blocklisted'],
    [{ code: 'blocklisted', list: 'common', is_part: true, at: [0, 4] }, 'violation.blocklisted.part'],
    [{ code: 'blocklisted', list: 'products', is_part: false, at: [0, 8] }, 'violation.listed'],
    [{ code: 'blocklisted', list: 'common', label: { en: 'products', ja: 'products' }, is_part: true, at: [0, 4] }, 'violation.listed.part'],
    [{ code: 'breached', count: 3 }, 'violation.breached'],
    [{ code: 'breached', count: 0 }, 'violation.breached.unknown'],
    [{ code: 'reused', last: 3 }, 'violation.reused'],
    [{ code: 'reused', last: 1 }, 'violation.reused.one'],
    [{ code: 'too-guessable', min: 3, actual: 1 }, 'violation.too-guessable'],
  ];
  for (const [violation, key] of found) {
    const values = { ...violation, list: 'products' };
    for (const templates of [ja, en]) {
      const filled = templates[key].replace(/\{(\w+)\}/g, (_, name) => values[name]).replace(/\{\w+\|\w+\|(\w+)\}/g, '$1');
      assert.equal(message.violation(templates, violation), filled);
    }
  }
});

test('all languages have the same keys', () => {
  for (const templates of LANGUAGES) assert.deepEqual(Object.keys(templates), Object.keys(ja), templates.tag);
});

test('a word has the plural form of its number', () => {
  const forms = (number) => LANGUAGES.map(({ plural }) => plural(number));
  assert.deepEqual(LANGUAGES.map(({ tag }) => tag), ['de', 'en', 'es', 'fr', 'ja', 'ko', 'zh-Hans']);
  assert.deepEqual(forms(0), [1, 1, 1, 0, 0, 0, 0]);
  assert.deepEqual(forms(1), [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(forms(2), [1, 1, 1, 1, 0, 0, 0]);
});
