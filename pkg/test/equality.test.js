// The browser and the server say the same, byte for byte.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Policy, violations } from 'genkan';
import * as message from 'genkan/message';
import { en } from 'genkan/messages/en';
import { ja } from 'genkan/messages/ja';
import { answers } from './native.js';
import { cases } from './cases.js';
import { document, vectors } from './inputs.js';

const policy = await Policy.from(document);

test('the vectors', async () => {
  await hold(() => vectors.values());
});

test('20,000 pseudo-random cases', async () => {
  await hold(() => cases(20_000));
});

test('every code point, as a part of the address too', async (context) => {
  const differing = [];
  let count = 0;
  for await (const { question, answer } of answers(codePoints)) {
    count += 1;
    if (line(question) !== answer) differing.push(question.password.codePointAt(3));
  }
  // Where this fails for new letters only, one side has a newer Unicode.
  assert.deepEqual(differing.map(hex), []);
  context.diagnostic(`${count} code points of Unicode ${process.versions.unicode} compared`);
});

async function hold(questions) {
  for await (const { question, answer } of answers(questions)) {
    assert.equal(line(question), answer, JSON.stringify(question));
  }
}

/** What examples/report_lines.rs writes. */
function line({ password, email }) {
  const report = policy.check(password, { email });
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
