import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isRefused, Policy } from 'genkan';
import { generate } from 'genkan/generate';
import { document } from './inputs.js';
import { policyCases } from './policies.js';

test('nothing is wrong with what is generated, whatever the policy', async () => {
  let made = 0;
  let given_up = 0;
  for (const { policy: asked, email, words } of policyCases(2_000)) {
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
      given_up += 1;
    }
  }
  // Some random policies accept nothing, or nearly nothing.
  assert.ok(made > given_up, `${made} made, ${given_up} given up`);
});

test('it is worth 80 bits, or as long as is asked for', async () => {
  const policy = await Policy.from(document);
  // 70 characters are counted.
  assert.equal(generate(policy).length, 14);
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
