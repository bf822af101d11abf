// Writes the lines of pkg/test/oracle with the package. Runs in Node and in
// browsers.

import { GenkanError, Policy, violations } from 'genkan';
import * as message from 'genkan/message';
import { de } from 'genkan/messages/de';
import { en } from 'genkan/messages/en';
import { es } from 'genkan/messages/es';
import { fr } from 'genkan/messages/fr';
import { ja } from 'genkan/messages/ja';
import { ko } from 'genkan/messages/ko';
import { zhHans } from 'genkan/messages/zh-Hans';

/** The languages of the package, sorted by tag. */
export const LANGUAGES = [de, en, es, fr, ja, ko, zhHans];

/** Returns the answer to one question; `documented` is the policy if the question has none. */
export async function answerTo(question, documented) {
  try {
    return line(question, question.policy === undefined ? documented : await Policy.from(question.policy));
  } catch (error) {
    if (!(error instanceof GenkanError)) throw error;
    return JSON.stringify({ error: NATIVE.get(error.code) ?? error.code });
  }
}

/** The native reader has one code for everything that is not a document. */
const NATIVE = new Map([
  ['policy-unknown-field', 'policy-malformed'],
  ['policy-unknown-rule', 'policy-malformed'],
]);

/** Returns the answer of one policy. */
export function line(question, policy) {
  const report = plain(check(question, policy));
  const text = JSON.stringify(report);
  return `{"report":${text},${cachedSentences(text, report, question.languages)}}`;
}

/** Returns whether the package reports that its verdict may differ from the server's. */
export function isUncertain(question, policy) {
  return check(question, policy).hints.some(({ code }) => code === UNCERTAIN);
}

/** Returns questions with every code point, as a part of the address too; no lone surrogates. */
export function* codePoints(isAsked = () => true) {
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point);
    if (/\p{Cs}/u.test(character) || !isAsked(character)) continue;
    yield { password: `Aa1${character}xyz`, email: `${character}xyz@example.jp` };
  }
}

function check({ password, policy: _, languages: __, ...context }, policy) {
  return policy.check(password, context);
}

/** Returns a report without the hint that only the browser gives. */
function plain({ items, hints }) {
  const accepted = items.every(({ status }) => status === 'met' || status === 'not-applicable');
  return { accepted, items, hints: hints.filter(({ code }) => code !== UNCERTAIN) };
}

/** Returns the sentences of a report. They are cached, because many reports are equal. */
function cachedSentences(text, report, tags = ['en', 'ja']) {
  const key = `${tags} ${text}`;
  let words = SENTENCES.get(key);
  if (words === undefined) {
    const languages = LANGUAGES.filter(({ tag }) => tags.includes(tag));
    const all = Object.fromEntries(languages.map((templates) => [templates.tag, sentences(templates, report)]));
    words = JSON.stringify({ sentences: all }).slice(1, -1);
    if (SENTENCES.size > 1_000) SENTENCES.clear();
    SENTENCES.set(key, words);
  }
  return words;
}

const SENTENCES = new Map();

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

const UNCERTAIN = 'uncertain-character';
