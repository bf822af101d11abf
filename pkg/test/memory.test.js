import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cases } from './cases.js';
import { document } from './inputs.js';

// The package does not export its memory, so the test records it when it is
// made.
const { instantiate } = WebAssembly;
let memory;
WebAssembly.instantiate = async (...from) => {
  const made = await instantiate(...from);
  // Node uses modules of its own, too.
  const { exports } = made.instance ?? made;
  if ('check' in exports) memory = exports.memory;
  return made;
};
const { Policy } = await import('genkan');

test('1,000,000 checks do not grow the memory', async () => {
  const policy = await Policy.from(document);

  const questions = [...cases(2_000)];
  const round = () => questions.forEach(({ password, email }) => policy.check(password, { email }));
  round();
  const before = memory.buffer.byteLength;
  for (let rounds = 1; rounds < 500; rounds += 1) round();
  assert.equal(memory.buffer.byteLength, before);
  assert.ok(before <= 20 * 65_536, `${before} bytes`);

  // Repeated pastes of a password that is too large allocate its size once.
  const paste = 'あ'.repeat(1_000_000);
  assert.equal(policy.check(paste).items[0].violation.actual, 3_000_000);
  const after = memory.buffer.byteLength;
  for (let pastes = 0; pastes < 20; pastes += 1) policy.check(paste);
  assert.equal(memory.buffer.byteLength, after);
});

test('a password does not stay in the memory', async () => {
  const policy = await Policy.from(document);
  const holds = (text) => Buffer.from(memory.buffer).includes(text);
  for (const password of ['Xq7!rare-word-one', 'Xq7!rare-wörd-twö', 'Xq7!ｒａｒｅ'.repeat(40)]) {
    policy.check(password, { email: 'ｘｑ７@example.jp' });
    assert.ok(!holds('Xq7!r') && !holds('Xq7!ｒ') && !holds('rare-w'), password);
  }
  assert.ok(holds('ｘｑ７'), 'the context stays, so a password would be found');
  assert.ok(policy, 'still in use');
});
