// The form in which a document and what is known of a person go to the judge:
// bytes; and in which a report comes back: numbers. The other side, which
// explains them, is pkg/src/wire.

import type { Document, Kind } from './document.js';
import { GenkanError } from './error.js';
import { addText, type Form } from './field.js';
import type { Context } from './policy.js';
import type { Hint, Item, Report, Requirement, Span, Violation } from './report.js';
import { DOCUMENT, PATTERNS, SOURCES, UNITS } from './rules.js';

export function writeDocument(document: Document): number[] {
  const to = wire();
  DOCUMENT.write(document, to);
  return to.bytes;
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

function wire(): Form {
  const bytes: number[] = [];
  return {
    bytes,
    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    number(value) {
      for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
      bytes.push(value);
    },
    choice: (value, of) => bytes.push(of.indexOf(value)),
  };
}

/**
 * A requirement, and what a report says of it in the three statuses that need
 * no words of their own; made once, since reports come with every key.
 */
export type Answers = { readonly asked: Requirement; readonly of: readonly Item[] };

export function answers(asked: Requirement): Answers {
  const of = (['met', 'not-applicable', 'unjudged'] as const).map((status): Item => {
    return Object.freeze({ ...asked, status });
  });
  return { asked, of };
}

/** A report from numbers. Each requirement has its status in them, in order. */
export function readReport(numbers: Uint32Array, requirements: readonly Answers[]): Report {
  let at = 0;
  const next = (): number => numbers[at++] ?? mismatch();
  let accepted = true;
  const items = requirements.map(({ asked, of }): Item => {
    const tag = next();
    accepted &&= tag < 2;
    return (
      of[tag] ?? {
        ...asked,
        status: 'unmet',
        violation: readViolation(tag, next(), next(), next(), next(), asked),
      }
    );
  });
  const hints: Hint[] = [];
  while (at < numbers.length) hints.push(readHint(next(), next(), next()));
  return { accepted, items, hints };
}

function readViolation(
  tag: number,
  a: number,
  b: number,
  c: number,
  d: number,
  asked: Requirement,
): Violation {
  switch (tag) {
    case 3:
      return { code: 'too-long', max: a, actual: b, unit: one(UNITS, c) };
    case 4:
      return { code: 'forbidden-character', count: a, at: span(b, c) };
    case 5:
      return { code: 'too-short', min: a, actual: b, unit: one(UNITS, c) };
    case 6: {
      const missing = kindsOf(asked).filter((_, bit) => c & (1 << bit));
      return { code: 'too-few-kinds', required: a, actual: b, missing: missing.map(({ name }) => name) };
    }
    case 7:
      return { code: 'contains-local-part', at: span(a, b) };
    case 8:
      return { code: 'contains-context-word', source: one(SOURCES, a), at: span(b, c) };
    case 9:
      return { code: 'repetition', max: a, actual: b, at: span(c, d) };
    case 10:
      return { code: 'sequence', pattern: one(PATTERNS, a), at: span(b, c) };
    case 11:
      return { code: 'too-similar', min: a, actual: b };
    default:
      return mismatch();
  }
}

function readHint(tag: number, count: number, at: number): Hint {
  switch (tag) {
    case 0:
      return { code: 'uncounted-character', count, at };
    case 1:
      return { code: 'full-width', count, at };
    case 2:
      return { code: 'edge-space' };
    default:
      return mismatch();
  }
}

function kindsOf(asked: Requirement): readonly Kind[] {
  return asked.rule === 'kinds' ? asked.of : mismatch();
}

function span(start: number, end: number): Span {
  return [start, end];
}

function one<Value>(of: readonly Value[], at: number): Value {
  return of[at] ?? mismatch();
}

function mismatch(): never {
  throw new GenkanError('wasm-mismatch', 'genkan_bg.wasm is not of this version of the package');
}
