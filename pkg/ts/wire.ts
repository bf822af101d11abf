// A report, from the numbers in which the judge gives it: pkg/src/wire/report.rs.

import type { Unit } from './document.js';
import { GenkanError } from './error.js';
import type { Hint, Item, Report, Requirement, Violation } from './report.js';

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

/** How a violation is read that this file does not know. */
export type ReadRare = (tag: number, a: number, b: number, c: number, d: number) => Violation | undefined;

/**
 * A report from its rows of five numbers: one for each requirement, in order,
 * and then the hints. `isSure` is false where the server may read a character in
 * another way.
 */
export function readReport(
  numbers: Uint32Array,
  requirements: readonly Answers[],
  isSure: boolean,
  readRare?: ReadRare,
): Report {
  let at = 0;
  const next = (): number => numbers[at++]!;
  let accepted = isSure;
  const items = requirements.map(({ asked, of }): Item => {
    const [tag, a, b, c, d] = [next(), next(), next(), next(), next()] as const;
    accepted &&= tag < 2;
    return of[tag] ?? { ...asked, status: 'unmet', violation: readViolation(tag, a, b, c, d, asked, readRare) };
  });
  const hints: Hint[] = [];
  for (; at < numbers.length; at += 2) hints.push(readHint(next(), next(), next()));
  if (!isSure) hints.push({ code: 'uncertain-character' });
  return { accepted, items, hints };
}

function readViolation(
  tag: number,
  a: number,
  b: number,
  c: number,
  d: number,
  asked: Requirement,
  readRare?: ReadRare,
): Violation {
  const unit: Unit = c ? 'bytes' : 'code-points';
  switch (tag) {
    case 3:
      return { code: 'too-long', max: a, actual: b, unit };
    case 4:
      return { code: 'forbidden-character', count: a, at: [b, c] };
    case 5:
      return { code: 'too-short', min: a, actual: b, unit };
    case 6: {
      const { of } = asked as Requirement & { rule: 'kinds' };
      const missing = of.filter((_, bit) => c & (1 << bit)).map(({ name }) => name);
      return { code: 'too-few-kinds', required: a, actual: b, missing };
    }
    case 7:
      return { code: 'contains-local-part', at: [a, b] };
  }
  const rare = readRare?.(tag, a, b, c, d);
  if (rare) return rare;
  throw new GenkanError('wasm-mismatch', 'the module is of another version');
}

function readHint(tag: number, count: number, at: number): Hint {
  return tag === 2
    ? { code: 'edge-space' }
    : { code: tag ? 'full-width' : 'uncounted-character', count, at };
}
