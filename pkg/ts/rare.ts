// What a page loads where its policy has more than the rules of the documented
// one, or is not valid: the larger module, how its documents are read, and how
// to say what is wrong with one.

import { GenkanError, once, start, utf8, writeWord } from './core.js';
import type { Ready } from './common.js';
import type { Document, PlainRule } from './document.js';
import type { ErrorCode } from './error.js';
import { addText, type Form } from './field.js';
import type { Context } from './policy.js';
import type { Requirement, Violation } from './report.js';
import { DOCUMENT, PATTERNS, RULE_LIST, SOURCES } from './rules.js';
import type { Module } from './wasm.js';

export { use } from './core.js';

/** The module for every rule there is. */
export function every(): Promise<Module> {
  loading ??= once(() => start('every', () => new URL('./every_bg.wasm', import.meta.url)));
  return loading();
}

let loading: (() => Promise<Module>) | undefined;

/** Reads any document, or says what is wrong with it. */
export function read(source: unknown): Ready {
  const document = DOCUMENT.read(source, 'the document');
  const to = wire();
  DOCUMENT.write(document, to);
  return { document, asked: asked(document), wire: to.bytes, canonical: canonical(document) };
}

/** What the judge found wrong with a document, by its number: pkg/src/wire/document.rs. */
export function problem(at: number): Error {
  return new GenkanError(...(PROBLEMS[at - 1] ?? PROBLEMS[0]));
}

/** What is known of a person: entries of a tag and a text. */
export function writeContext({ email, oldPassword, words }: Context): number[] {
  const to = wire();
  const add = (tag: number, text: string | undefined): void => {
    if (text === undefined) return;
    to.number(tag);
    addText(text, to);
  };
  add(0, email);
  add(1, oldPassword);
  SOURCES.forEach((source, at) => words?.[source]?.forEach((word) => add(2 + at, word)));
  return to.bytes;
}

/** A violation that only these rules have, where it is one. */
export function readRare(tag: number, a: number, b: number, c: number, d: number): Violation | undefined {
  switch (tag) {
    case 8:
      return { code: 'contains-context-word', source: SOURCES[a]!, at: [b, c] };
    case 9:
      return { code: 'repetition', max: a, actual: b, at: [c, d] };
    case 10:
      return { code: 'sequence', pattern: PATTERNS[a]!, at: [b, c] };
    case 11:
      return { code: 'too-similar', min: a, actual: b };
    default:
      return undefined;
  }
}

function asked({ rules }: Document): Requirement[] {
  return rules.flatMap((rule): Requirement | Requirement[] => {
    if (rule.rule !== 'tier') return rule;
    const within = Object.freeze({ from: rule.from, below: rule.below ?? null });
    return rule.rules.map((each: PlainRule) => Object.freeze({ ...each, within }));
  });
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function writeNumber(value: number, to: number[]): void {
  for (; value > 0x7f; value >>>= 7) to.push((value & 0x7f) | 0x80);
  to.push(value);
}

function wire(): Form {
  const bytes: number[] = [];
  return {
    bytes,
    number: (value) => writeNumber(value, bytes),
    choice: (value, of) => bytes.push(of.indexOf(value)),
  };
}

/** src/policy/canonical.rs explains the form. */
function canonical({ max_bytes, rules, preparation }: Document): number[] {
  const bytes = utf8('genkan-policy\x01');
  const to: Form = {
    bytes,
    number: (value) => writeWord(value, bytes),
    choice: (value) => addText(value, to),
    isCanonical: true,
  };
  to.number(max_bytes);
  RULE_LIST.write(rules, to);
  if (preparation !== undefined) addText(preparation, to);
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
  ['policy-too-many-rules', 'a policy has at most 30 rules, those of its tiers included'],
];
