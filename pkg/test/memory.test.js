import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy } from 'genkan';
import initialize from '../dist/genkan.js';
import { cases } from './cases.js';
import { document } from './inputs.js';

test('1,000,000 checks do not grow the memory', async () => {
  const policy = await Policy.from(document);
  // The module is loaded, so this only says what it exports.
  const { memory } = await initialize();

  const questions = [...cases(2_000)];
  const round = () => questions.forEach(({ password, email }) => policy.check(password, { email }));
  round();
  const before = memory.buffer.byteLength;
  for (let rounds = 1; rounds < 500; rounds += 1) round();
  assert.equal(memory.buffer.byteLength, before);
  assert.ok(before <= 20 * 65_536, `${before} bytes`);

  // A paste that no policy accepts costs its size once, not once each.
  const paste = 'あ'.repeat(1_000_000);
  assert.equal(policy.check(paste).items[0].violation.actual, 3_000_000);
  const after = memory.buffer.byteLength;
  for (let pastes = 0; pastes < 20; pastes += 1) policy.check(paste);
  assert.equal(memory.buffer.byteLength, after);
});
