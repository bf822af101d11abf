import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isRefused, Policy } from 'genkan';
import { generate } from 'genkan/generate';
import { document } from './inputs.js';
import { policyCases } from './policies.js';

test('every policy accepts what is generated for it', async () => {
  let made = 0;
  let given_up = 0;
  let hopeless = 0;
  for (const { policy: asked, email, words } of policyCases(2_000)) {
    // A search without a result takes 10,000 tries, so a few of these are
    // enough.
    if (isHopeless(asked) && (hopeless += 1) > HOPELESS) continue;
    let policy;
    try {
      policy = await Policy.from(asked);
    } catch {
      continue;
    }
    const context = { email, words };
    try {
      assert.equal(isRefused(policy.check(generate(policy, { context }), context)), false);
      made += 1;
    } catch (error) {
      assert.equal(error.code, 'ungeneratable');
      if (!isHopeless(asked)) given_up += 1;
    }
  }
  // Some of the others accept no password, or very few.
  assert.ok(hopeless > HOPELESS);
  assert.ok(made > 10 * given_up, `${made} made, ${given_up} given up`);
});

const HOPELESS = 10;

/** Returns whether a policy requires characters outside ASCII. */
function isHopeless({ rules }) {
  return rules?.some?.((rule) => {
    const typed = (kinds) => kinds?.filter?.((kind) => /[!-~]/.test(signs(kind))).length;
    if (rule.rule === 'tier') return isHopeless(rule);
    return rule.rule === 'kinds' ? typed(rule.of) < rule.required : rule.allowed?.length > 0 && typed(rule.allowed) === 0;
  });
}

/** Returns the ends of a kind's ranges, and its other signs. */
function signs({ name, characters = '', ranges = [] }) {
  const own = characters + ranges.flat().join('');
  return own === '' && ['lower', 'upper', 'digit'].includes(name) ? 'a' : own;
}

test('it is no longer than the policy accepts', async () => {
  // Of ten digits, 84 bits would take 26.
  const rules = [{ rule: 'characters', allowed: [{ name: 'digit' }] }];
  const policy = await Policy.from({ version: 1, name: 'x', max_bytes: 24, rules });
  assert.match(generate(policy), /^[0-9]{24}$/);
  assert.equal(generate(await Policy.from({ ...document, max_bytes: 65_536 }), { length: 65_536 }).length, 65_536);
});

test('it has 80 bits, or the requested length', async () => {
  const policy = await Policy.from(document);
  // 94 characters to the thirteenth are 85 bits.
  assert.equal(generate(policy).length, 13);
  assert.equal(generate(policy, { length: 6 }).length, 6);
  for (const length of [0, 5]) assert.throws(() => generate(policy, { length }), { code: 'ungeneratable' });
  const context = { email: 'a@example.jp' };
  for (let n = 0; n < 200; n++) assert.doesNotMatch(generate(policy, { context }), /a/i);
});

test('every password is equally likely', async () => {
  const kind = { name: 'own', characters: 'abc' };
  const rules = [{ rule: 'characters', allowed: [kind] }, { rule: 'length', min: 2, max: 2 }, { rule: 'repetition', max: 1 }];
  const policy = await Policy.from({ version: 1, name: 'six', max_bytes: 64, rules });
  const counts = new Map();
  for (let n = 0; n < 6_000; n++) {
    const password = generate(policy);
    counts.set(password, (counts.get(password) ?? 0) + 1);
  }
  assert.deepEqual([...counts.keys()].sort(), ['ab', 'ac', 'ba', 'bc', 'ca', 'cb']);
  // Five degrees of freedom: 33 is exceeded three times in a million runs.
  const square = [...counts.values()].reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
  assert.ok(square < 33, `${square}`);
});
