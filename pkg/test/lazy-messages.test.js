// A language that comes after a policy of rarer rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy } from 'genkan';
import { document } from './inputs.js';

test('sentences of the documented rules that come late bring the others by themselves', async () => {
  await Policy.from({ ...document, rules: [{ rule: 'repetition', max: 2 }] });
  const { ja } = await import('genkan/messages/ja/basic');
  const complete = await import('genkan/messages/ja');
  // Where all are there already, the others come with the next turns.
  for (let turns = 0; turns < 100 && !('requirement.repetition' in ja); turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual({ ...ja }, { ...complete.ja });
});
