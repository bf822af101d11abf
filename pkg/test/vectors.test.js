import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy, violations } from 'genkan';
import { document, vectors } from './inputs.js';

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
