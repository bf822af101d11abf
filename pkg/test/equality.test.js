// The package returns the same bytes as the crate.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy } from 'genkan';
import { answers } from './native.js';
import { cases } from './cases.js';
import { document, vectors } from './inputs.js';
import { answerTo, codePoints, isUncertain, line } from './line.js';
import { policyCases, wrongs } from './policies.js';

const policy = await Policy.from(document);

/** The number of pseudo-random cases, half of which have a policy of their own. */
const CASES = Number(process.env.GENKAN_CASES ?? 40_000);

test('the vectors', async () => {
  await hold(() => vectors.values());
});

test(`${CASES / 2} pseudo-random cases`, async () => {
  await hold(() => cases(CASES / 2));
});

test(`${CASES / 2} pseudo-random policies`, async (context) => {
  const seen = new Map();
  const saw = (what) => seen.set(what, (seen.get(what) ?? 0) + 1);
  await hold(() => policyCases(CASES / 2), (question, answer) => {
    const { report, error } = JSON.parse(answer);
    if (error !== undefined) return saw(error);
    for (const { rule, status, violation } of report.items) saw(`${rule} ${violation?.code ?? status}`);
  });
  // Cases without an outcome of a rule would prove nothing about it.
  for (const each of OUTCOMES) assert.ok(seen.get(each) >= 20, `${each}: ${seen.get(each)}`);
  context.diagnostic(`${seen.size} different outcomes of rules`);
});

test('every document that is not valid', async () => {
  const questions = wrongs(document).map((policy) => ({ password: 'Ab1!', policy }));
  await hold(() => questions.values(), (_, answer) => assert.ok('error' in JSON.parse(answer), answer));
});

test('every code point, as a part of the address too', async (context) => {
  const differing = [];
  let count = 0;
  // Those that this engine's Unicode assigns.
  const isAssigned = (character) => !/\p{Cn}/u.test(character);
  for await (const { question, answer } of answers(() => codePoints(isAssigned))) {
    count += 1;
    if (line(question, policy) === answer) continue;
    // If one side has a newer Unicode, the report is uncertain.
    differing.push(hex(question.password.codePointAt(3)));
    assert.ok(isUncertain(question, policy), differing.at(-1));
  }
  const { unicode } = process.versions;
  context.diagnostic(`${count} code points of Unicode ${unicode} compared; differing: ${differing.join(' ') || 'none'}`);
});

async function hold(questions, then = () => {}) {
  for await (const { question, answer } of answers(questions)) {
    assert.equal(await answerTo(question, policy), answer, JSON.stringify(question));
    then(question, answer);
  }
}

/** The outcomes that the random policies must have. */
const OUTCOMES = [
  'size too-long',
  'control-characters forbidden-character',
  'length met',
  'length too-short',
  'length too-long',
  'kinds met',
  'kinds too-few-kinds',
  'local-part not-applicable',
  'local-part met',
  'local-part contains-local-part',
  'context-word not-applicable',
  'context-word met',
  'context-word contains-context-word',
  'characters met',
  'characters forbidden-character',
  'white-space met',
  'white-space forbidden-character',
  'repetition met',
  'repetition repetition',
  'repetition kind-repetition',
  'any-of met',
  'any-of unchecked',
  'any-of too-few-kinds',
  'any-of too-short',
  'occurrences met',
  'occurrences occurrences',
  'sequence met',
  'sequence sequence',
  'number-range met',
  'number-range number-range',
  'number-range date',
  'blocklist unchecked',
  'breached unchecked',
  'breached met',
  'breached breached',
  'reuse unchecked',
  'reuse met',
  'reuse reused',
  'guessability unchecked',
  'guessability met',
  'guessability too-guessable',
  'similarity not-applicable',
  'similarity met',
  'similarity too-similar',
];

function hex(point) {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
