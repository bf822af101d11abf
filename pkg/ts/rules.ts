// The fields of each rule, in the order of src/policy/canonical.rs. Only the
// module checks whether the numbers are valid.

import type { CharacterPosition, ContextSource, Document, Identifier, Preparation, Rule, SequencePattern, Unit } from './document.js';
import { choice, flag, labels, list, number, object, optional, or, range, rule, text } from './field.js';
import type { Field, Fields } from './field.js';

const UNITS: readonly Unit[] = ['code-points', 'bytes'];
const POSITIONS: readonly CharacterPosition[] = ['anywhere', 'start', 'end'];
const IDENTIFIERS: readonly Identifier[] = ['address', 'user-name'];
const PREPARATIONS: readonly Preparation[] = ['opaque-string', 'as-is'];
export const CONTEXT_SOURCES: readonly ContextSource[] = ['address', 'name', 'company', 'service'];
export const SEQUENCE_PATTERNS: readonly SequencePattern[] = [
  'alphabetic',
  'numeric',
  'qwerty',
  'jis',
  'azerty',
  'qwertz',
  'ten-key',
];

const kinds = list(
  object({ name: text, characters: or(text, ''), ranges: or(list(range), []), min: or(number, 1), label: or(labels, {}) }),
);
const disguises = { reversed: or(flag, false), look_alikes: or(flag, false) };
const plainOrTier = rule(() => RULES);

const RULES: Readonly<Record<string, Fields>> = {
  length: { min: number, max: optional, unit: or(choice(UNITS), 'code-points') },
  kinds: { required: number, of: kinds },
  'local-part': { min_piece: number, ...disguises, of: { ...or(choice(IDENTIFIERS), 'address'), write() {} } },
  'context-word': { sources: list(choice(CONTEXT_SOURCES)), min_piece: number, ...disguises },
  characters: { allowed: or(kinds, []), forbidden: or(kinds, []), where: { ...or(choice(POSITIONS), 'anywhere'), isOptional: true } },
  'white-space': { where: choice(['anywhere', 'edges']) },
  repetition: { max: number, block: or(number, 1) },
  occurrences: { max: number },
  sequence: { length: number, of: list(choice(SEQUENCE_PATTERNS)), wrap: or(flag, false) },
  'number-range': { from: number, to: number, dates: or(flag, false) },
  blocklist: { list: text, contained: optional, reversed: or(flag, false), label: or(labels, {}) },
  breached: { max: or(number, 0, true), fail_open: or(flag, false, true) },
  reuse: { last: number },
  similarity: { min: number },
  guessability: { min_score: number },
  tier: { from: or(number, 0, true), below: optional, rules: list(plainOrTier) },
};

/** The rules of a document. */
export const RULE_LIST: Field<readonly Rule[]> = list(plainOrTier);

/** A document: every required field, no unknown ones, each of its type. */
export const DOCUMENT: Field<Document> = object({
  version: number,
  name: text,
  max_bytes: number,
  preparation: or(choice(PREPARATIONS), 'opaque-string'),
  rules: RULE_LIST,
});
