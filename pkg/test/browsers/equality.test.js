// In Chromium and in Firefox the package returns the same bytes as the crate.
// If the browser's Unicode differs from the crate's, the page shows that.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { document, vectors } from '../inputs.js';
import { answers } from '../native.js';
import { BROWSERS, open } from './launch.js';
import { digest, pieces, setsOf } from './questions.js';
import { serve } from './server.js';

/** The number of pseudo-random cases, half of which have a policy of their own. */
const CASES = Number(process.env.GENKAN_CASES ?? 20_000);

const sets = setsOf(CASES, vectors);
let expected;

before(async () => {
  expected = {};
  for (const [name, questions] of Object.entries(sets)) expected[name] = await nativeDigests(questions);
});

describe('the same answers as the crate', { concurrency: true }, () => {
  for (const browser of Object.keys(BROWSERS)) {
    test(`${browser}: ${CASES} pseudo-random cases, and every code point`, async (context) => {
      const { counts, differing } = await compareIn(browser, { count: CASES, expected, unknown: [] });
      const { vectors: ofVectors, 'code points': ofPoints, ...random } = counts;
      assert.equal(ofVectors, vectors.length);
      assert.equal(random.cases + random.policies, CASES);
      assert.equal(ofPoints, PLANES * 65_536 - SURROGATES);
      const other = await assertShown(differing);
      context.diagnostic(`${browser}: ${ofPoints} code points; checked differently: ${other.join(' ') || 'none'}`);
    });
  }
});

test('a difference is found, and fails the test unless the page shows it', async () => {
  const count = 2_000;
  const task = { count, expected: { cases: await nativeDigests(setsOf(count, vectors).cases) } };
  // An engine that cannot compose common characters.
  const { differing } = await compareIn('Chromium', { ...task, unknown: ['\u3099'] });
  await assert.rejects(assertShown(differing), /does not show it/);
});

async function nativeDigests(questions) {
  const digests = [];
  const only = async function* () {
    for await (const { answer } of answers(questions)) yield answer;
  };
  for await (const piece of pieces(only())) digests.push(await digest(piece));
  return digests;
}

async function compareIn(browser, task) {
  const server = await serve({ page: 'equality.html', ...task });
  try {
    const { error, ...found } = await open(browser, server.url, server.found);
    assert.equal(error, undefined);
    return found;
  } finally {
    await server.close();
  }
}

/**
 * Checks each question of the pieces that differ: the answer must be that of
 * the crate, or the report must be uncertain and not accept.
 */
async function assertShown(differing) {
  const different = [];
  const found = differing.values();
  for await (const { question, answer } of answers(() => differing.map((each) => each.question).values())) {
    const here = found.next().value;
    if (here.answer === answer) continue;
    const what = JSON.stringify(question);
    assert.ok(here.isUncertain, `the page does not show it: ${what}`);
    assert.equal(here.isAccepted, false, what);
    different.push(hex(question.password.codePointAt(3)));
  }
  return different;
}

const hex = (point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;

/** The number of planes with characters, of 17. */
const PLANES = 7;
const SURROGATES = 2_048;
