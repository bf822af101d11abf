// Sentences for people, with the templates and the rules of the crate:
// src/policy/message and src/policy/texts.

import type { Kind, Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Hint, Requirement, Status, Violation } from './report.js';
import { prepare } from './unicode.js';

/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`, or
 * your own. If a template is missing, it does not compile.
 */
export type Templates = Readonly<Record<Key, string>>;

/** The templates by any key: one that is composed, or that of a policy's own kind. */
type Texts = Readonly<Record<string, string>>;

/** Returns a requirement as a line of a list. */
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
    its.block! > 1 && 'block',
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

/** Returns what is wrong and what to do, as a sentence. */
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
 * Returns a hint as a sentence. If the password is given, the sentence names
 * the sign that it is about, such as `_`; `preparation` is that of the policy's
 * document, if it has one.
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
    const character = [...prepared][hint.at]!;
    if (SIGN.test(character)) return fill(templates, `${key}.named`, { character });
  }
  return fill(templates, key, hint);
}

/** Returns a status in a word or two. */
export function status(templates: Templates, { status }: Status): string {
  return templates[`status.${status}`];
}

/** Returns words as a list that ends with "or". */
function anyOf(templates: Texts, words: readonly string[]): string {
  const others = words.slice(0, -1).join(templates['list.separator']);
  return others + (others && templates['list.last']) + (words.at(-1) ?? '');
}

/** Returns the name of a kind: its translation, or the policy's name for it. */
function nameOf(templates: Texts, kind: string): string {
  return templates[`kind.${kind}`] ?? kind;
}

/**
 * Returns the name of a source or a pattern; or a kind with its characters, and
 * with its number if that is above one.
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
 * Returns a template with its values: `{name}`, or `{name|one|other}`. A name
 * without a value becomes empty, a list becomes "a, b or c", and a value such
 * as a `source` becomes its name in the language.
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

/** The built-in characters of kinds. */
const OWN = new Map([['lower', 'a-z'], ['upper', 'A-Z'], ['digit', '0-9']]);

/**
 * A sign that a person may have mistaken for a special character. Letters are
 * not named: that would reveal a part of the password on the screen, and
 * explain nothing.
 */
const SIGN = /^[\p{P}\p{S}]$/u;
