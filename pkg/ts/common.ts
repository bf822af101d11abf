// Documents of the rules that the documented policy has. Whatever else there
// is, what is wrong with a document included, is told by rare.ts, which is
// loaded where it is asked for.

import { utf8, writeNumber, writeWord } from './bytes.js';
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

/** Reads a document, or throws whatever, where it is not of these. */
export function common(source: any): Ready {
  const wire: number[] = [];
  const canonical = utf8('genkan-policy\x01');

  const byte = (value: number): void => {
    wire.push(value);
    canonical.push(value);
  };
  const number = (value: any): number => {
    must(value === value >>> 0);
    writeNumber(value, wire);
    writeWord(value, canonical);
    return value;
  };
  const text = (value: any): string => {
    const bytes = utf8(well(value));
    number(bytes.length);
    bytes.forEach(byte);
    return value;
  };
  /** One of several, which has a number for the judge and a name for all others. */
  const choice = (at: number, name: string): void => {
    wire.push(at);
    writeWord(name.length, canonical);
    canonical.push(...utf8(name));
  };
  const list = (value: any, one: (value: any) => unknown): any => {
    must(Array.isArray(value));
    number(value.length);
    return Object.freeze(value.map(one));
  };
  const kind = (value: any): any => {
    const read = object(value, {
      // Which letters there are takes a table.
      name(value) {
        must(value !== 'other-letter');
        return text(value);
      },
      characters: (value) => text(value ?? '') || undefined,
    });
    // No ranges, and one is enough.
    number(0);
    number(1);
    return read;
  };
  const rule = (value: any): any => {
    const name = value.rule;
    const at = RULES.indexOf(name);
    must(at >= 0);
    choice(at, name);
    const fields: Fields[] = [
      {
        min: number,
        max(value) {
          const isThere = value !== undefined;
          byte(+isThere);
          if (isThere) return number(value);
          writeWord(0, canonical);
        },
      },
      { required: number, of: (value) => list(value, kind) },
      { min_piece: number },
    ];
    const read = object(value, { rule: () => name, ...fields[at] });
    if (at === 0) choice(0, 'code-points');
    // Neither reversed nor with look-alikes.
    if (at === 2) [0, 0].forEach(byte);
    return read;
  };

  const document = object(source, {
    version(value) {
      must(value === 1);
      wire.push(value);
      return value;
    },
    // The judge is told everything but this.
    name: well,
    max_bytes: number,
    rules(value) {
      // The usual preparation.
      wire.push(0);
      return list(value, rule);
    },
  });
  return { document, asked: document.rules, wire, canonical };
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
  // Half a character cannot cross, and no JSON of the server has it.
  must(typeof value === 'string' && !/\p{Cs}/u.test(value));
  return value;
}

function must(isSo: boolean): void {
  if (!isSo) throw undefined;
}

/** In the judge's order: pkg/src/wire/document.rs. */
const RULES = ['length', 'kinds', 'local-part'];
