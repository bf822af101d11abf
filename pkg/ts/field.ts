// Reads the values of a document from the result of JSON.parse, and writes them
// in the canonical form: src/policy/canonical.rs.

import type { Labels } from './document.js';
import { InvalidDocument } from './invalid-document.js';
import type { Writer } from './writer.js';

/** A type of value. A value that was read is frozen, since reports share it. */
export type Field<Value> = {
  /** Reads a value, or throws an error that names it. */
  readonly read: (value: unknown, name: string) => Value;
  readonly write: (value: Value, to: Writer) => void;
  /** The value if the field is left out. Without one, the field is required. */
  readonly otherwise?: Value;
  /** Whether a document that was read has the field even if it has this value. */
  readonly isAlwaysWritten?: boolean;
  /** Whether the canonical form has the field only if it has another value. */
  readonly isOptional?: boolean;
  /** Whether the canonical form then has the field's name before it; a flag is only its name. */
  readonly isNamed?: boolean;
};

/** A field of any value that is not kept. */
export const ignored: Field<undefined | null> = {
  read: () => null,
  write() {},
  otherwise: null,
  isOptional: true,
};

/** A whole number of 32 bits. */
export const number: Field<number> = {
  read(value, name) {
    if (typeof value === 'number' && value >>> 0 === value) return value;
    throw malformed(`${name} must be a whole number of 32 bits`);
  },
  write: (value, to) => to.number(value),
};

export const flag: Field<boolean> = {
  read(value, name) {
    if (typeof value === 'boolean') return value;
    throw malformed(`${name} must be true or false`);
  },
  write: (value, to) => to.flag(value),
};

export const text: Field<string> = {
  read(value, name) {
    // A lone surrogate has no UTF-8, and the server's JSON has none.
    if (typeof value === 'string' && !/\p{Cs}/u.test(value)) return value;
    throw malformed(`${name} must be a text`);
  },
  write: (value, to) => to.text(value),
};

const character: Field<string> = {
  read(value, name) {
    const read = text.read(value, name);
    if ([...read].length === 1) return read;
    throw malformed(`${name} must have single characters`);
  },
  write: (value, to) => to.number(value.codePointAt(0)!),
};

/** From the first to the last character of two. */
export const range: Field<readonly [string, string]> = {
  read(value, name) {
    if (!Array.isArray(value) || value.length !== 2) throw malformed(`${name} must have pairs`);
    return Object.freeze([character.read(value[0], name), character.read(value[1], name)] as const);
  },
  write: (value, to) => value.forEach((each) => character.write(each, to)),
};

/** Labels by language: src/policy/labels.rs. The canonical form does not have them. */
export const labels: Field<Labels> = {
  read(value, name) {
    const tags = isObject(value) ? Object.keys(value).sort() : [];
    const read = tags.map((tag) => [tag, text.read((value as Record<string, unknown>)[tag], name)] as const);
    const areValid = read.every(
      ([tag, label]) =>
        tag.length <= 35 &&
        /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i.test(tag) &&
        [...label].length <= 64 &&
        /\P{White_Space}/u.test(label) &&
        !/\p{Cc}/u.test(label),
    );
    if (isObject(value) && read.length <= 32 && areValid) return Object.freeze(Object.fromEntries(read));
    throw malformed(`${name} must have labels by language, at most 32, each of 1 to 64 characters`);
  },
  write() {},
};

/** A number, or nothing. */
export const optional: Field<number | null> = {
  read: (value, name) => (value === null ? null : number.read(value, name)),
  write(value, to) {
    to.flag(value !== null);
    to.number(value ?? 0);
  },
  otherwise: null,
};

export function choice<Value extends string>(of: readonly Value[]): Field<Value> {
  return {
    read(value, name) {
      const found = of.find((each) => each === value);
      if (found !== undefined) return found;
      throw malformed(`${name} must be one of ${of.join(', ')}`);
    },
    write: (value, to) => to.text(value),
  };
}

export function list<Value>(of: Field<Value>): Field<readonly Value[]> {
  return {
    read(value, name) {
      if (!Array.isArray(value)) throw malformed(`${name} must be a list`);
      return Object.freeze(value.map((each) => of.read(each, name)));
    },
    write(value, to) {
      to.number(value.length);
      value.forEach((each) => of.write(each, to));
    },
  };
}

/** Returns the field with a default value. */
export function or<Value>(field: Field<Value>, otherwise: Value, isAlwaysWritten = false): Field<Value> {
  return { ...field, otherwise, isAlwaysWritten };
}

/** Returns the field as an option that the canonical form has by its name, if it is not the default. */
export function named<Value>(field: Field<Value>): Field<Value> {
  return { ...field, isOptional: true, isNamed: true };
}

/** The fields of an object, in the order in which the crate has them. */
export type Fields = Readonly<Record<string, Field<any>>>;

/** An object with these fields and no others. */
export function object(fields: Fields): Field<any> {
  return { read: (value, name) => readObject(value, name, fields), write: writer(fields) };
}

/** An object that names its fields by its `rule`. */
export function rule(known: () => Readonly<Record<string, Fields>>): Field<any> {
  return {
    read(value) {
      const name = isObject(value) ? value['rule'] : undefined;
      if (typeof name === 'string' && Object.hasOwn(known(), name)) {
        return readObject(value, name, known()[name]!, { rule: name });
      }
      throw new InvalidDocument('policy-unknown-rule', `${JSON.stringify(name)} is not a rule`);
    },
    write(value, to) {
      to.text(value.rule);
      writer(known()[value.rule]!)(value, to);
    },
  };
}

function readObject(value: unknown, of: string, fields: Fields, tag: object = {}): object {
  if (!isObject(value)) throw malformed(`${of} must be an object`);
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name) && !Object.hasOwn(tag, name)) {
      throw new InvalidDocument('policy-unknown-field', `${JSON.stringify(name)} in ${of}`);
    }
  }
  const read: Record<string, unknown> = { ...tag };
  for (const [name, field] of Object.entries(fields)) {
    const isThere = Object.hasOwn(value, name);
    if (!isThere && field.otherwise === undefined) throw malformed(`${name} is missing in ${of}`);
    const own = isThere ? field.read(value[name], `${name} in ${of}`) : field.otherwise;
    if (field.isAlwaysWritten || isWritten(field, own)) read[name] = own;
  }
  return Object.freeze(read);
}

/** Returns whether a value differs from the default of its field. */
function isWritten({ otherwise }: Field<unknown>, value: unknown): boolean {
  // Compared as texts, so that two empty lists are equal.
  return otherwise === undefined || JSON.stringify(value) !== JSON.stringify(otherwise);
}

function writer(fields: Fields): (value: Record<string, unknown>, to: Writer) => void {
  return (value, to) => {
    for (const [name, field] of Object.entries(fields)) {
      const isThere = Object.hasOwn(value, name);
      if (!isThere && field.isOptional) continue;
      const own = isThere ? value[name] : field.otherwise;
      if (field.isNamed) to.text(name);
      if (field.isNamed && typeof own === 'number') to.number(own);
      else if (!field.isNamed || own !== true) field.write(own, to);
    }
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string): InvalidDocument {
  return new InvalidDocument('policy-malformed', message);
}
