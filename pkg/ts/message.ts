// Sentences for people, from the same templates as the crate's and by the
// same rules: src/policy/message.

import type { Kind, Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Hint, Requirement, Status, Violation } from './report.js';
import { prepare } from './unicode.js';

/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`, or
 * your own. One that is missing does not compile.
 */
export type Templates = Readonly<Record<Key, string>>;

/** The same, where a key is put together, or is that of a kind of one's own. */
type Texts = Readonly<Record<string, string>>;

/** What is asked for, as a line of a list. */
export function requirement(templates: Templates, asked: Requirement): string {
  const its = asked as Every<Requirement>;
  const { rule, max, of = [], allowed = [], forbidden = [], where = 'anywhere', contained, within } = its;
  const { reversed, look_alikes } = its;
  const key = [
    'requirement',
    rule,
    rule === 'length' && max !== undefined && (its.min ? 'range' : 'most'),
    its.unit === 'bytes' && 'bytes',
    rule === 'kinds' && (of.length < 2 ? 'one' : of.length === its.required && 'all'),
    rule === 'characters' && (!allowed.length ? 'forbidden' : forbidden.length ? 'both' : 'allowed'),
    (rule === 'white-space' || where !== 'anywhere') && where,
    (its.block ?? 1) > 1 && 'block',
    its.wrap && 'wrap',
    its.dates && 'dates',
    contained && 'contained',
    rule === 'blocklist' && reversed && 'reversed',
  ];
  const text = fill(templates, key.filter(Boolean).join('.'), {
    ...asked,
    count: of.length,
    length: its.length ?? contained,
    kinds:
      rule === 'kinds'
        ? of.map((kind) => word(templates, kind)).join(templates['list.separator'])
        : allowed.length
          ? allowed
          : forbidden,
    except: forbidden,
    patterns: of,
    disguises:
      (reversed ? templates['disguise.reversed'] : '') + (look_alikes ? templates['disguise.look-alikes'] : ''),
  });
  if (!within) return text;
  const tier = within.below === null ? 'from' : within.from ? 'between' : 'below';
  return fill(templates, `requirement.tier.${tier}`, { ...within, requirement: text });
}

/** What is wrong and what to do, as a sentence. */
export function violation(templates: Templates, wrong: Violation): string {
  const its = wrong as Every<Violation>;
  const { code, min = 0, actual = 0, missing = [] } = its;
  const key = its.unit === 'bytes' ? '.bytes' : code === 'breached' && !its.count ? '.unknown' : '';
  return fill(templates, `violation.${code}${key}`, {
    ...wrong,
    more: Math.max((its.required ?? min) - actual, 0),
    missing: anyOf(templates, missing.map((name) => nameOf(templates, name))),
  });
}

/**
 * What is worth knowing, as a sentence. Where the password is given, the
 * sentence names the sign that it is about, such as `_`; `preparation` is the
 * policy's, where its document has one.
 */
export function hint(
  templates: Templates,
  hint: Hint,
  password?: string,
  preparation: Preparation = 'opaque-string',
): string {
  const key = `hint.${hint.code}` as const;
  if (hint.code === 'uncounted-character' && password !== undefined) {
    const prepared = preparation === 'as-is' ? password : prepare(password);
    const character = [...prepared][hint.at] ?? '';
    if (SIGN.test(character)) return fill(templates, `${key}.named`, { character });
  }
  return fill(templates, key, hint);
}

/** How a password stands to a requirement, in a word or two. */
export function status(templates: Templates, { status }: Status): string {
  return templates[`status.${status}`];
}

/** Words as a list that ends with "or". */
function anyOf(templates: Texts, words: readonly string[]): string {
  const others = words.slice(0, -1).join(templates['list.separator']);
  return others + (others && templates['list.last']) + (words.at(-1) ?? '');
}

/** The name of a kind: translated where it is known, else as the policy has it. */
function nameOf(templates: Texts, kind: string): string {
  return templates[`kind.${kind}`] ?? kind;
}

/**
 * A source or a pattern by its name; or a kind with its characters, and with
 * its number where it is more than one.
 */
function word(templates: Texts, one: Kind | string): string {
  if (typeof one === 'string') return templates[`source.${one}`] ?? templates[`pattern.${one}`] ?? '';
  const { name, ranges = [], min = 1 } = one;
  const characters = one.characters || (ranges.length ? '' : OWN.get(name));
  let kind = nameOf(templates, name);
  if (characters) kind = fill(templates, 'described-kind', { kind, characters });
  if (min > 1) kind = fill(templates, 'counted-kind', { kind, min });
  return kind;
}

/**
 * `{name}`, or `{name|one|other}`. A name that has no value stays empty, several
 * words are any of them, and a value such as a `source` is told by its own name
 * in the language.
 */
function fill(templates: Texts, key: string, values: Values): string {
  return (templates[key] ?? '').replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [name = '', one, other] = place.split('|');
    let value = values[name];
    if (Array.isArray(value)) value = anyOf(templates, value.map((each) => word(templates, each)));
    if (other !== undefined) value = value === 1 ? one : other;
    return templates[`${name}.${value}`] ?? `${value ?? ''}`;
  });
}

/** Every field that one of several types has. */
type Every<Several> = {
  readonly [Name in Several extends unknown ? keyof Several : never]?: Several extends {
    readonly [Own in Name]?: infer Value;
  }
    ? Value
    : never;
};

type Values = Readonly<Record<string, unknown>>;

/** The characters of the kinds that need none of their own. */
const OWN = new Map([['lower', 'a-z'], ['upper', 'A-Z'], ['digit', '0-9']]);

/**
 * What a person may have taken for a special character. A letter is not named:
 * it would tell a part of the password to whoever looks on, and explain nothing.
 */
const SIGN = /^[\p{P}\p{S}]$/u;
