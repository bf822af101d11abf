// The part that a page loads if its policy has other rules than the documented
// one, or an invalid document: it reads documents for the extended module, and
// has the errors of invalid ones.

import type { ReadDocument } from './basic.js';
import type { Context } from './context.js';
import type { Document, PlainRule } from './document.js';
import type { ErrorCode } from './error.js';
import { InvalidDocument } from './invalid-document.js';
import type { Every } from './message.js';
import type { Module } from './module.js';
import type { ReadViolation } from './read-report.js';
import type { Requirement } from './report.js';
import { CONTEXT_SOURCES, DOCUMENT, RULE_LIST, SEQUENCE_PATTERNS } from './rules.js';
import type { Writer } from './writer.js';

/**
 * Reads any document and writes its canonical form, or throws an
 * `InvalidDocument`, also if the caller's module lacks the rules.
 */
export function readExtended(source: unknown, to: Writer, own: Module | undefined): ReadDocument {
  const document = DOCUMENT.read(source, 'the document');
  if (document.version !== 1) throw invalid(2);
  if (own && !own.exports.all) throw new InvalidDocument('wasm-mismatch', 'this policy needs extended.wasm');
  to.number(document.max_bytes);
  RULE_LIST.write(document.rules, to);
  if (document.preparation !== undefined) to.text(document.preparation);
  return { document, requirements: requirements(document) };
}

/** The error of a document, by the number that the module returned: pkg/extended/src/lib.rs. */
export function invalid(at: number): InvalidDocument {
  return new InvalidDocument(...(PROBLEMS[at - 1] ?? PROBLEMS[0]));
}

/** Writes a context, as entries of a tag and a value: pkg/src/wire/context.rs. */
export function writeContext({ email, currentPassword, words, reused, breached, score }: Context, to: Writer): void {
  const text = (tag: number, value: string | undefined): void => {
    if (value === undefined) return;
    to.number(tag);
    to.text(value);
  };
  const number = (tag: number, value: number | undefined): void => {
    if (value === undefined) return;
    to.number(tag);
    to.number(Math.min(value, LARGEST));
  };
  text(0, email);
  text(1, currentPassword);
  number(2, reused === undefined ? reused : +reused);
  // No answer is 0, and otherwise one more than the number of times.
  number(3, breached === undefined ? breached : breached === null ? 0 : breached + 1);
  number(4, score);
  CONTEXT_SOURCES.forEach((source, at) => words?.[source]?.forEach((word) => text(5 + at, word)));
}

/** Reads a violation of a rule that the documented policy does not have. */
export const readExtendedViolation: ReadViolation = ([tag, a, b, c, d], requirement, known) => {
  // The tag of a violation of a group's rule: pkg/extended/src/lib.rs.
  const inner = requirement.rule === 'any-of' && requirement.groups.flat()[(tag >> 5) - 1];
  if (inner) {
    const row = [tag & 31, a, b, c, d] as const;
    return known(row, inner) ?? readExtendedViolation(row, inner, known);
  }
  const { max = 0, length = 0, last = 0, from = 0, to = 0 } = requirement as Every<Requirement>;
  switch (tag) {
    case 8:
      return { code: 'contains-context-word', source: CONTEXT_SOURCES[a]!, at: [b, c] };
    case 9:
      return { code: 'repetition', max, actual: a, block: b, at: [c, d] };
    case 10:
      return { code: 'sequence', pattern: SEQUENCE_PATTERNS[a]!, length, at: [b, c] };
    case 11:
      return { code: 'too-similar', min: a, actual: b };
    case 12:
      return { code: 'breached', count: a };
    case 13:
      return { code: 'reused', last };
    case 14:
      return { code: 'too-guessable', min: a, actual: b };
    case 15:
      return { code: 'occurrences', max, actual: a, at: [b, c] };
    case 16:
      return { code: 'number-range', from, to, at: [a, b] };
    case 17:
      return { code: 'date', at: [a, b] };
    case 18:
      return { code: 'kind-repetition', max, actual: a, at: [b, c] };
  }
  return undefined;
};

function requirements({ rules }: Document): Requirement[] {
  return rules.flatMap((rule): Requirement | Requirement[] => {
    if (rule.rule !== 'tier') return rule;
    const within = Object.freeze({ from: rule.from, below: rule.below ?? null });
    return rule.rules.map((each: PlainRule) => Object.freeze({ ...each, within }));
  });
}

const PROBLEMS: [[ErrorCode, string], ...[ErrorCode, string][]] = [
  ['policy-malformed', 'the document is not valid'],
  ['policy-version', 'this version of the package reads documents of version 1'],
  ['policy-max-bytes', 'max_bytes must be 1 to 65536'],
  ['policy-length', 'min cannot be reached within max or max_bytes'],
  ['policy-required', 'required must be at least 1 and at most the number of kinds'],
  [
    'policy-kind',
    'a rule has at most 16 kinds, each with a name of its own, characters each once, ranges from first to last, and min from 1 to 15',
  ],
  ['policy-range', 'a number of a rule is out of its range'],
  ['policy-list', 'a list of a rule is empty or has an entry that is not valid there'],
  ['policy-too-many-rules', 'a policy has at most 256 rules, those of its tiers included'],
];

/** The largest number of 32 bits. */
const LARGEST = 0xffff_ffff;
