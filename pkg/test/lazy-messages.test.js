// A language that is imported after a policy of other rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy } from 'genkan';
import { document } from './inputs.js';

test('a language that is imported late loads the other sentences by itself', async () => {
  await Policy.from({ ...document, rules: [{ rule: 'repetition', max: 2 }] });
  const { ja } = await import('genkan/messages/ja/basic');
  const complete = await import('genkan/messages/ja');
  // If all files are loaded already, the other sentences are added within some
  // turns.
  for (let turns = 0; turns < 100 && !('requirement.repetition' in ja); turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual({ ...ja }, { ...complete.ja });
});
