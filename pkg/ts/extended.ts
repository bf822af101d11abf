// What a page loads if its policy has other rules than the documented one, or
// an invalid document: the extended module, how its documents are read, and the
// errors of invalid ones.

import type { ReadDocument } from './basic.js';
import { utf8, writeNumber, writeText } from './bytes.js';
import type { Context } from './context.js';
import type { Document, PlainRule } from './document.js';
import { GenkanError, type ErrorCode } from './error.js';
import type { Module } from './module.js';
import type { Requirement, Violation } from './report.js';
import { CONTEXT_SOURCES, DOCUMENT, RULE_LIST, SEQUENCE_PATTERNS } from './rules.js';
import { once, start } from './wasm.js';

/** The module for all rules. */
export const loadExtended: () => Promise<Module> = once(() =>
  start('extended', () => new URL('./extended.wasm', import.meta.url)),
);

/** Reads any document, or throws what is wrong with it. */
export function readExtended(source: unknown): ReadDocument {
  const document = DOCUMENT.read(source, 'the document');
  if (document.version !== 1) throw problem(2);
  return { document, requirements: requirements(document), canonical: canonical(document) };
}

/** The error of a document, by the number that the module returned: pkg/src/extended.rs. */
export function problem(at: number): Error {
  return new GenkanError(...(PROBLEMS[at - 1] ?? PROBLEMS[0]));
}

/** Writes a context, as entries of a tag and a value: pkg/src/wire/context.rs. */
export function writeContext({ email, currentPassword, words, reused, breached, score }: Context): number[] {
  const bytes: number[] = [];
  const text = (tag: number, value: string | undefined): void => {
    if (value === undefined) return;
    writeNumber(tag, bytes);
    writeText(value, bytes);
  };
  const number = (tag: number, value: number | undefined): void => {
    if (value === undefined) return;
    writeNumber(tag, bytes);
    writeNumber(Math.min(value, LARGEST), bytes);
  };
  text(0, email);
  text(1, currentPassword);
  number(2, reused === undefined ? reused : +reused);
  // No answer is 0, and otherwise one more than the number of times.
  number(3, breached === undefined ? breached : breached === null ? 0 : breached + 1);
  number(4, score);
  CONTEXT_SOURCES.forEach((source, at) => words?.[source]?.forEach((word) => text(5 + at, word)));
  return bytes;
}

/** Reads a violation of a rule that the documented policy does not have. */
export function readExtendedViolation(tag: number, a: number, b: number, c: number, d: number): Violation | undefined {
  switch (tag) {
    case 8:
      return { code: 'contains-context-word', source: CONTEXT_SOURCES[a]!, at: [b, c] };
    case 9:
      return { code: 'repetition', max: a, actual: b, at: [c, d] };
    case 10:
      return { code: 'sequence', pattern: SEQUENCE_PATTERNS[a]!, at: [b, c] };
    case 11:
      return { code: 'too-similar', min: a, actual: b };
    case 12:
      return { code: 'breached', count: a };
    case 13:
      return { code: 'reused' };
    case 14:
      return { code: 'too-guessable', min: a, actual: b };
    default:
      return undefined;
  }
}

function requirements({ rules }: Document): Requirement[] {
  return rules.flatMap((rule): Requirement | Requirement[] => {
    if (rule.rule !== 'tier') return rule;
    const within = Object.freeze({ from: rule.from, below: rule.below ?? null });
    return rule.rules.map((each: PlainRule) => Object.freeze({ ...each, within }));
  });
}

function canonical({ max_bytes, rules, preparation }: Document): number[] {
  const bytes = utf8('genkan-policy\x01');
  writeNumber(max_bytes, bytes);
  RULE_LIST.write(rules, bytes);
  if (preparation !== undefined) writeText(preparation, bytes);
  return bytes;
}

const PROBLEMS: [[ErrorCode, string], ...[ErrorCode, string][]] = [
  ['policy-malformed', 'the document is not valid'],
  ['policy-version', 'this version of the package reads documents of version 1'],
  ['policy-max-bytes', 'max_bytes must be 1 to 65536'],
  ['policy-length', 'min cannot be reached within max or max_bytes'],
  ['policy-required', 'required must be at least 1 and at most the number of kinds'],
  [
    'policy-kind',
    'a rule has at most 16 kinds, each with a name of its own, characters each once, ranges from first to last, and min of at least 1',
  ],
  ['policy-range', 'a number of a rule is out of its range'],
  ['policy-list', 'a list of a rule is empty or has an entry that is not valid there'],
  ['policy-too-many-rules', 'a policy has at most 256 rules, those of its tiers included'],
];

/** The largest number of 32 bits. */
const LARGEST = 0xffff_ffff;
