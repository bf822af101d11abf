import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy, violations } from 'genkan';
import { document, published, vectors } from './inputs.js';

test('the documented policy gives the stated verdicts', async () => {
  const policy = await Policy.from(document);
  assert.ok(vectors.length > 100);
  for (const { password, email, violations: wrong, hints } of vectors) {
    const report = policy.check(password, { email });
    const codes = violations(report).map(({ code }) => code);
    assert.deepEqual(codes, wrong, JSON.stringify(password));
    assert.deepEqual(report.hints.map(({ code }) => code), hints, JSON.stringify(password));
    assert.equal(report.accepted, wrong.length === 0);
  }
});

/** The violations that only a server can find. */
const OF_SERVER = ['blocklisted'];

for (const { policy: published_policy, cases } of published) {
  test(`the published policy ${published_policy.name} gives the stated verdicts`, async () => {
    const policy = await Policy.from(published_policy);
    assert.deepEqual(policy.document, published_policy);
    for (const { password, context = {}, violations: wrong } of cases) {
      const { email, words, score, old_password: currentPassword, reused } = context;
      const report = policy.check(password, {
        email,
        words,
        score,
        currentPassword,
        reused: reused?.includes(password),
      });
      // One of its groups needs a list, which only the server has.
      if (report.items.some((item) => item.rule === 'any-of' && item.status === 'unchecked')) continue;
      const codes = violations(report).map(({ code }) => code);
      const expected = wrong.filter((code) => !OF_SERVER.includes(code));
      assert.deepEqual(codes, expected, JSON.stringify(password));
    }
  });
}
