// Documents of the rules that the documented policy has. Whatever else there
// is, what is wrong with a document included, is told by rare.ts, which is
// loaded where it is asked for.

import { utf8, writeWord } from './bytes.js';
import type { Document } from './document.js';
import type { Requirement } from './report.js';

/** A document that was read, and what is made of it. */
export type Ready = {
  /** In the form that the crate writes; frozen, since reports share it. */
  readonly document: Document;
  /** What it asks for, those of its tiers one by one. */
  readonly asked: readonly Requirement[];
  /** The form in which the judge reads it: pkg/src/wire. */
  readonly wire: readonly number[];
  /** The form of which the fingerprint is made: src/policy/canonical.rs. */
  readonly canonical: readonly number[];
};

/**
 * Reads a document, or throws whatever, where it is not of these or may not be
 * valid: the smaller module believes what it is told.
 */
export function common(source: any): Ready {
  const canonical = utf8('genkan-policy\x01');
  /** A whole number of 32 bits, from one to another. */
  const number = (value: any, least = 0, most = Infinity): number => {
    must(value === value >>> 0 && value >= least && value <= most);
    writeWord(value, canonical);
    return value;
  };
  const text = (value: any): string => {
    const bytes = utf8(well(value));
    number(bytes.length);
    canonical.push(...bytes);
    return value;
  };
  const list = (value: any, one: (value: any) => unknown, most: number): any => {
    must(Array.isArray(value));
    number(value.length, 0, most);
    return Object.freeze(value.map(one));
  };
  const kind = (value: any): any => {
    const { name, characters = '' } = value;
    // Which letters others are takes a table.
    must(name && name !== 'other-letter' && (characters || ['lower', 'upper', 'digit'].includes(name)));
    must(new Set(characters).size === [...characters].length);
    const read = object(value, { name: text, characters: () => text(characters) || undefined });
    // No ranges, and one character is enough.
    number(0);
    number(1);
    return read;
  };
  const rule = (value: any): any => {
    const { max, of } = value;
    const rules: Readonly<Record<string, Fields>> = {
      length: {
        min: (value) => number(value, 0, Math.min(max ?? Infinity, source.max_bytes)),
        max() {
          canonical.push(+(max !== undefined));
          number(max === undefined ? 0 : max);
          text('code-points');
          return max;
        },
      },
      kinds: {
        required: (value) => number(value, 1, of.length),
        of() {
          must(new Set(of.map(({ name }: any) => name)).size === of.length);
          return list(of, kind, 16);
        },
      },
      'local-part': {
        min_piece(value) {
          number(value, 1, LARGEST);
          // Neither reversed nor with look-alikes.
          canonical.push(0, 0);
          return value;
        },
      },
    };
    must(Object.hasOwn(rules, value.rule));
    return object(value, { rule: text, ...rules[value.rule] });
  };

  const document = object(source, {
    version(value) {
      must(value === 1);
      return value;
    },
    name: well,
    max_bytes: (value) => number(value, 1, LARGEST),
    rules: (value) => list(value, rule, 30),
  });
  return { document, asked: document.rules, wire: canonical, canonical };
}

/** An object with these fields and no others. One of which nothing is made may be left out. */
function object(value: any, fields: Fields): any {
  const read: Record<string, unknown> = {};
  for (const name in fields) {
    const own = fields[name]!(Object.hasOwn(value, name) ? value[name] : undefined);
    if (own !== undefined) read[name] = own;
  }
  must(Object.keys(value).length === Object.keys(read).length);
  return Object.freeze(read);
}

type Fields = Readonly<Record<string, (value: any) => unknown>>;

function well(value: any): string {
  // Half a character cannot cross, and a kind has no control character.
  must(typeof value === 'string' && !/[\p{Cs}\p{Cc}]/u.test(value));
  return value;
}

function must(isSo: unknown): void {
  if (!isSo) throw undefined;
}

/** The largest bound: 64 KiB. */
const LARGEST = 65_536;
