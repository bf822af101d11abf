// The browser and the server say the same, byte for byte.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GenkanError, isRefused, Policy, violations } from 'genkan';
import * as message from 'genkan/message';
import { en } from 'genkan/messages/en';
import { ja } from 'genkan/messages/ja';
import { answers } from './native.js';
import { cases } from './cases.js';
import { document, vectors } from './inputs.js';
import { policyCases, wrongs } from './policies.js';

const policy = await Policy.from(document);

/** How many pseudo-random cases there are, half of them with a policy of their own. */
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
  // Cases that never meet a rule would show nothing of it.
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
  for await (const { question, answer } of answers(codePoints)) {
    count += 1;
    if (line(question, policy) !== answer) differing.push(question.password.codePointAt(3));
  }
  // Where this fails for new letters only, one side has a newer Unicode.
  assert.deepEqual(differing.map(hex), []);
  context.diagnostic(`${count} code points of Unicode ${process.versions.unicode} compared`);
});

async function hold(questions, then = () => {}) {
  for await (const { question, answer } of answers(questions)) {
    assert.equal(await answerTo(question), answer, JSON.stringify(question));
    then(question, answer);
  }
}

/** What examples/report_lines.rs answers to one question. */
async function answerTo(question) {
  try {
    return line(question, question.policy === undefined ? policy : await Policy.from(question.policy));
  } catch (error) {
    if (!(error instanceof GenkanError)) throw error;
    return JSON.stringify({ error: NATIVE.get(error.code) ?? error.code });
  }
}

/** The native reader has one word for what is no document. */
const NATIVE = new Map([
  ['policy-unknown-field', 'policy-malformed'],
  ['policy-unknown-rule', 'policy-malformed'],
]);

/** What the random policies must have led to. */
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
  'occurrences met',
  'occurrences repetition',
  'sequence met',
  'sequence sequence',
  'number-range met',
  'number-range sequence',
  'blocklist unjudged',
  'breached unjudged',
  'reuse unjudged',
  'guessability unjudged',
  'similarity not-applicable',
  'similarity met',
  'similarity too-similar',
];

/** What examples/report_lines.rs writes of a judged password. */
function line({ password, email, words, oldPassword }, policy) {
  const report = policy.check(password, { email, words, oldPassword });
  assert.equal(isRefused(report), violations(report).length > 0);
  return JSON.stringify({ report, ja: sentences(ja, report), en: sentences(en, report) });
}

function sentences(templates, report) {
  return [
    ...report.items.flatMap((item) => [
      message.requirement(templates, item),
      message.status(templates, item),
    ]),
    ...violations(report).map((violation) => message.violation(templates, violation)),
    ...report.hints.map((hint) => message.hint(templates, hint)),
  ];
}

/** Every code point that this engine's Unicode assigns; no lone surrogates. */
function* codePoints() {
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point);
    if (/[\p{Cn}\p{Cs}]/u.test(character)) continue;
    yield { password: `Aa1${character}xyz`, email: `${character}xyz@example.jp` };
  }
}

function hex(point) {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
