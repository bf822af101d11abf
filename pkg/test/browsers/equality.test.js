// In Chromium and in Firefox the package says what the crate says, byte for
// byte; and where the browser's Unicode is not the crate's, the page shows it.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { document, vectors } from '../inputs.js';
import { answers } from '../native.js';
import { BROWSERS, open } from './launch.js';
import { digest, pieces, setsOf } from './questions.js';
import { serve } from './server.js';

/** How many pseudo-random cases there are, half of them with a policy of their own. */
const CASES = Number(process.env.GENKAN_CASES ?? 100_000);

const sets = setsOf(CASES, vectors);
let expected;

before(async () => {
  expected = {};
  for (const [name, questions] of Object.entries(sets)) expected[name] = await nativeDigests(questions);
});

describe('what the crate says', { concurrency: true }, () => {
  for (const browser of Object.keys(BROWSERS)) {
    test(`${browser}: ${CASES} pseudo-random cases, and every code point`, async (context) => {
      const { counts, differing } = await judgeIn(browser, { count: CASES, expected, unknown: [] });
      const { vectors: ofVectors, 'code points': ofPoints, ...random } = counts;
      assert.equal(ofVectors, vectors.length);
      assert.equal(random.cases + random.policies, CASES);
      assert.equal(ofPoints, PLANES * 65_536 - SURROGATES);
      const other = await assertShown(differing);
      context.diagnostic(`${browser}: ${ofPoints} code points; judged otherwise: ${other.join(' ') || 'none'}`);
    });
  }
});

test('a difference would be found, and would not be let pass where it is not shown', async () => {
  const count = 2_000;
  const task = { count, expected: { cases: await nativeDigests(setsOf(count, vectors).cases) } };
  // An engine that does not know how to compose what people type every day.
  const { differing } = await judgeIn('Chromium', { ...task, unknown: ['\u3099'] });
  await assert.rejects(assertShown(differing), /says nothing of it/);
});

async function nativeDigests(questions) {
  const digests = [];
  const only = async function* () {
    for await (const { answer } of answers(questions)) yield answer;
  };
  for await (const piece of pieces(only())) digests.push(await digest(piece));
  return digests;
}

async function judgeIn(browser, task) {
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
 * Of the questions in pieces that differ, each must be answered as the crate
 * does, or the report must say that it is not certain, and must not accept.
 */
async function assertShown(differing) {
  const different = [];
  const found = differing.values();
  for await (const { question, answer } of answers(() => differing.map((each) => each.question).values())) {
    const here = found.next().value;
    if (here.answer === answer) continue;
    const what = JSON.stringify(question);
    assert.ok(here.isUncertain, `the page says nothing of it: ${what}`);
    assert.equal(here.isAccepted, false, what);
    different.push(hex(question.password.codePointAt(3)));
  }
  return different;
}

const hex = (point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;

/** Those in which there is anything, of 17. */
const PLANES = 7;
const SURROGATES = 2_048;
