// The form in which a document goes to the judge and a report comes back:
// numbers. The other side, which explains them, is pkg/src/wire.rs.

import type { Document, Rule } from './document.js';
import { GenkanError } from './error.js';
import type { Hint, Item, Kind, Report, Requirement, Status, Violation } from './report.js';

/** A document in numbers, and the special characters of all its rules. */
export function write(document: Document): [numbers: Uint32Array, special: string] {
  const numbers = [document.version, document.max_bytes, ...document.rules.flatMap(writeRule)];
  const special = document.rules.map((rule) => (rule.rule === 'kinds' ? rule.special : ''));
  return [Uint32Array.from(numbers), special.join('')];
}

function writeRule(rule: Rule): [tag: number, first: number, second: number] {
  switch (rule.rule) {
    case 'length':
      return [1, rule.min, 0];
    case 'kinds':
      return [2, rule.required, [...rule.special].length];
    case 'local-part':
      return [3, rule.min_piece, 0];
  }
}

/** A report from numbers. Each requirement has its status in them, in order. */
export function read(numbers: Uint32Array, requirements: Requirement[]): Report {
  let at = 0;
  const next = (): number => numbers[at++] ?? mismatch();
  const items = requirements.map((requirement): Item => ({ ...requirement, ...readStatus(next) }));
  const hints: Hint[] = [];
  while (at < numbers.length) hints.push(readHint(next));
  const accepted = items.every((item) => item.status !== 'unmet');
  return { accepted, items, hints };
}

function readStatus(next: () => number): Status {
  const tag = next();
  switch (tag) {
    case 0:
      return { status: 'met' };
    case 1:
      return { status: 'not-applicable' };
    default:
      return { status: 'unmet', violation: readViolation(tag, next) };
  }
}

function readViolation(tag: number, next: () => number): Violation {
  switch (tag) {
    case 2:
      return { code: 'too-long', max: next(), actual: next() };
    case 3:
      return { code: 'forbidden-character', count: next() };
    case 4:
      return { code: 'too-short', min: next(), actual: next() };
    case 5:
      return { code: 'too-few-kinds', required: next(), actual: next(), missing: kinds(next()) };
    case 6:
      return { code: 'contains-local-part' };
    default:
      return mismatch();
  }
}

function readHint(next: () => number): Hint {
  switch (next()) {
    case 1:
      return { code: 'uncounted-character', count: next(), at: next() };
    case 2:
      return { code: 'full-width', count: next(), at: next() };
    case 3:
      return { code: 'edge-space' };
    default:
      return mismatch();
  }
}

function kinds(bits: number): Kind[] {
  return KINDS.filter((_, bit) => bits & (1 << bit));
}

function mismatch(): never {
  throw new GenkanError('wasm-mismatch', 'genkan_bg.wasm is not of this version of the package');
}

const KINDS: Kind[] = ['lower', 'upper', 'digit', 'special'];
