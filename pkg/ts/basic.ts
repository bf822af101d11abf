// Documents with the rules of the documented policy. Everything else, invalid
// documents included, is left to extended.ts, which is loaded when needed.

import type { Document } from './document.js';
import type { Requirement } from './report.js';
import type { Writer } from './writer.js';

/** A document that was read. */
export type ReadDocument = {
  /** In the form that the crate writes; frozen, since reports share it. */
  readonly document: Document;
  /** The requirements, those of tiers one by one. */
  readonly requirements: readonly Requirement[];
};

/**
 * Reads a document and writes its canonical form. Throws anything if it has
 * another rule or may be invalid: the basic module does not validate what it
 * reads.
 */
export function readBasic(source: any, to: Writer): ReadDocument {
  /** A whole number of 32 bits within a range. */
  const number = (value: any, least = 0, most = Infinity): number => {
    must(value === value >>> 0 && value >= least && value <= most);
    to.number(value);
    return value;
  };
  const text = (value: any): string => {
    to.text(wellFormed(value));
    return value;
  };
  const list = (value: any, one: (value: any) => unknown, most: number): any => {
    number(value.length, 0, most);
    return Object.freeze(value.map(one));
  };
  const kind = (value: any): any => {
    const { name, characters = '' } = value;
    must(name && (characters || /^(lower|upper|digit)$/.test(name)));
    // The basic module has kinds of ASCII only.
    must(/^[ -~]*$/.test(characters) && new Set(characters).size === characters.length);
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
          to.flag(max !== undefined);
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
          to.bytes.push(0, 0);
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
    name: wellFormed,
    max_bytes: (value) => number(value, 1, LARGEST),
    rules: (value) => list(value, rule, 256),
  });
  return { document, requirements: document.rules };
}

/** Reads an object with these fields and no others. A field that becomes undefined may be left out. */
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

function wellFormed(value: any): string {
  // A lone surrogate has no UTF-8, and a kind has no control character.
  must(typeof value === 'string' && !/[\p{Cs}\p{Cc}]/u.test(value));
  return value;
}

function must(holds: unknown): void {
  if (!holds) throw undefined;
}

/** The largest bound: 64 KiB. */
const LARGEST = 65_536;
