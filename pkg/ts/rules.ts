// The fields of each rule, in the order of src/policy/canonical.rs. Only the
// module checks whether the numbers are valid.

import type { CharacterPosition, ContextSource, Document, Identifier, Preparation, Rule, SequencePattern, Unit } from './document.js';
import { choice, flag, ignored, labels, list, named, number, object, optional, or, range, rule, text } from './field.js';
import type { Field, Fields } from './field.js';

const UNITS: readonly Unit[] = ['code-points', 'bytes', 'different-characters', 'words'];
const POSITIONS: readonly CharacterPosition[] = ['anywhere', 'start', 'end'];
const IDENTIFIERS: readonly Identifier[] = ['address', 'user-name'];
const PREPARATIONS: readonly Preparation[] = ['opaque-string', 'as-is'];
export const CONTEXT_SOURCES: readonly ContextSource[] = [
  'address',
  'name',
  'company',
  'service',
  'birthday',
  'phone',
  'employee-number',
  'user-name',
];
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
const option = named(or(flag, false));
const optionalOption = named(optional);
const spellings = {
  reversed: or(flag, false),
  look_alikes: or(flag, false),
  min_whole: optionalOption,
  min_east_asian: optionalOption,
  consecutive: option,
  accents: option,
};
const plainOrTier = rule(() => RULES);

const RULES: Readonly<Record<string, Fields>> = {
  length: { min: number, max: optional, unit: or(choice(UNITS), 'code-points') },
  kinds: { required: number, of: kinds },
  'local-part': { min_piece: number, ...spellings, of: { ...or(choice(IDENTIFIERS), 'address'), write() {} } },
  'context-word': { sources: list(choice(CONTEXT_SOURCES)), min_piece: number, ...spellings },
  characters: { allowed: or(kinds, []), forbidden: or(kinds, []), where: { ...or(choice(POSITIONS), 'anywhere'), isOptional: true } },
  'white-space': { where: choice(['anywhere', 'edges']) },
  repetition: { max: number, block: or(number, 1), of: named(or(kinds, [])) },
  occurrences: { max: number },
  sequence: { length: number, of: list(choice(SEQUENCE_PATTERNS)), wrap: or(flag, false), columns: option },
  'number-range': { from: number, to: number, dates: or(flag, false) },
  blocklist: {
    list: text,
    contained: optional,
    reversed: or(flag, false),
    look_alikes: option,
    one_edit: option,
    points: optionalOption,
    label: or(labels, {}),
  },
  breached: { max: or(number, 0, true), fail_open: or(flag, false, true) },
  reuse: { last: number },
  similarity: { min: number },
  guessability: { min_score: number },
  tier: { from: or(number, 0, true), below: optional, rules: list(plainOrTier) },
  'any-of': { groups: list(list(plainOrTier)) },
};

/** The rules of a document. */
export const RULE_LIST: Field<readonly Rule[]> = list(plainOrTier);

/**
 * A document: every required field, no unknown ones, each of its type. The
 * schema for an editor is not kept.
 */
export const DOCUMENT: Field<Document> = object({
  $schema: ignored,
  version: number,
  name: text,
  max_bytes: number,
  preparation: or(choice(PREPARATIONS), 'opaque-string'),
  rules: RULE_LIST,
});
