// Reads a report from the numbers that a module writes: pkg/src/wire/report.rs.

import { GenkanError } from './error.js';
import type { Forbidden, Hint, Item, MissingKind, Report, Requirement, Violation } from './report.js';

/**
 * A requirement with its items for the three statuses that have no violation;
 * made once, since every key makes a report.
 */
export type Items = { readonly requirement: Requirement; readonly items: readonly Item[] };

export function itemsOf(requirement: Requirement): Items {
  const items = (['met', 'not-applicable', 'unchecked'] as const).map((status): Item => {
    return Object.freeze({ ...requirement, status });
  });
  return { requirement, items };
}

/** A row of a report: a tag, and the numbers of a violation or hint. */
export type Row = readonly [tag: number, a: number, b: number, c: number, d: number];

/**
 * Reads a violation that this file does not know; `known` reads the others. It
 * is not imported, so that a bundler makes no file of what both use.
 */
export type ReadViolation = (row: Row, requirement: Requirement, known: typeof readViolation) => Violation | undefined;

/**
 * Reads a report from rows of five numbers: how many follow, one for each
 * requirement, in order, and the hints. `isCertain` is false if the server may
 * treat a character differently.
 */
export function readReport(
  numbers: Uint32Array,
  at: number,
  requirements: readonly Items[],
  isCertain: boolean,
  readOther?: ReadViolation,
): Report {
  const end = at + ROW * numbers[at]!;
  const row = (): Row => numbers.subarray(at, at + ROW) as ArrayLike<number> as Row;
  let accepted = isCertain;
  const items = requirements.map(({ requirement, items }): Item => {
    const tag = numbers[(at += ROW)]!;
    if (tag > 1) accepted = false;
    const known = items[tag];
    if (known) return known;
    const violation = readViolation(row(), requirement) ?? readOther?.(row(), requirement, readViolation);
    if (!violation) throw new GenkanError('wasm-mismatch', 'the module has another version');
    return { ...requirement, status: 'unmet', violation };
  });
  const hints: Hint[] = [];
  while (at < end) {
    at += ROW;
    const [tag, count, first] = row();
    const code = HINTS[tag]!;
    hints.push((count ? { code, count, at: first } : { code }) as Hint);
  }
  if (!isCertain) hints.push(UNCERTAIN);
  return { accepted, items, hints };
}

/** The hint about a password that the server may treat differently. */
export const UNCERTAIN: Hint = Object.freeze({ code: 'uncertain-character' });

/** How many numbers a row has. */
const ROW = 5;

/** Reads a violation of the documented rules. */
function readViolation([tag, a, b, c, d]: Row, requirement: Requirement): Violation | undefined {
  const unit = UNITS[c]!;
  switch (tag) {
    case 3:
      return { code: 'too-long', max: a, actual: b, unit };
    case 4: {
      const { within, ...of } = requirement as Forbidden & { readonly within?: unknown };
      return { code: 'forbidden-character', count: a, at: [b, c], of };
    }
    case 5:
      return { code: 'too-short', min: a, actual: b, unit };
    case 6: {
      const { of } = requirement as Requirement & { rule: 'kinds' };
      // Four bits for each kind.
      const missing = of.flatMap(({ name, min, label }, at): MissingKind[] => {
        const more = ((at < 8 ? c : d) >>> ((at % 8) * 4)) & 15;
        return more ? [{ name, more, ...(min && { min }), ...(label && { label }) }] : [];
      });
      return { code: 'too-few-kinds', required: a, actual: b, missing };
    }
    case 7:
      return { code: 'contains-local-part', of: c ? 'user-name' : 'address', at: [a, b] };
  }
  return undefined;
}

const UNITS = ['code-points', 'bytes', 'different-characters', 'words'] as const;
const HINTS = ['uncounted-character', 'full-width', 'edge-space', 'invisible'] as const;
