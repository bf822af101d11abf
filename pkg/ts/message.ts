// Sentences for people, with the templates and the rules of the crate:
// src/policy/message and src/policy/texts.

import type { Kind, Labels, Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Forbidden, Hint, MissingKind, Requirement, Status, Violation } from './report.js';
import { prepare } from './unicode.js';

/**
 * The templates of one language: `genkan/messages/ja`, `genkan/messages/en`,
 * another one of the package, or your own. If a template is missing, it does not
 * compile.
 */
export type Templates = Readonly<Record<Key, string>> & Grammar;

/** The parts of a language that are no templates. */
export type Grammar = {
  /** The BCP 47 tag, by which labels of a policy are found. */
  readonly tag: string;
  /** Returns the plural form of a number, counted from 0: `{min|character|characters}` has the words. */
  readonly plural: (number: number) => number;
};

/** Returns a requirement as a line of a list. */
export function requirement(templates: Templates, asked: Requirement): string {
  const its = asked as Every<Requirement>;
  const { rule, max, of, contained, within, min_piece = LONGEST_WORD, list = '', label } = its;
  const kinds = rule === 'kinds' ? (of as readonly Kind[]) : [];
  const [one] = kinds.length === 1 ? kinds : [];
  const isAll = kinds.length === its.required;
  const isUserName = of === 'user-name';
  const key = [
    'requirement',
    isUserName ? of : rule === 'blocklist' && !isCommon(list, label) ? 'list' : rule,
    rule === 'length' && max !== undefined && (its.min ? 'range' : 'most'),
    its.unit === 'bytes' && 'bytes',
    kinds[0] && (one ? 'one' : isAll && 'all'),
    rule === 'characters' ? placeOf(its) : its.where,
    its.block! > 1 && 'block',
    contained && 'contained',
    rule === 'breached' && max && 'max',
  ];
  const values = {
    ...asked,
    ...(rule === 'characters' && kindsOf(templates, its)),
    min: one ? (one.min ?? 1) : (its.min ?? its.min_score),
    count: kinds.length,
    kind: one && described(templates, one, noun(templates, one, one.min ?? 1)),
    length: its.length ?? contained,
    list: labelOf(templates, label) ?? list,
    sources: listed(templates, its.sources?.map((source) => templates[`source.${source}`]), 'or'),
    patterns: rule === 'sequence' && listed(templates, (of as readonly 'qwerty'[]).map((each) => templates[`pattern.${each}`]), 'or'),
  };
  if (kinds[0]) {
    const names = kinds.map((kind) => described(templates, kind));
    Object.assign(values, { kinds: listed(templates, names, isAll ? 'and' : 'separator') });
  }
  let text = fill(templates, key, values);
  const notes = [
    min_piece < LONGEST_WORD && (rule === 'local-part' && !isUserName ? rule : 'piece'),
    its.reversed && 'reversed',
    its.look_alikes && 'look-alikes',
    its.wrap && 'wrap',
    its.dates && 'dates',
  ];
  const noted = notes.filter((note) => note).map((note) => fill(templates, ['note', note], { min_piece }));
  if (noted[0]) text = fill(templates, ['note'], { requirement: text, notes: listed(templates, noted, 'separator') });
  if (!within) return text;
  const tier = within.below === null ? 'from' : within.from ? 'between' : 'below';
  return fill(templates, ['requirement.tier', tier], { ...within, requirement: text });
}

/** Returns what is wrong and what to do, as a sentence. */
export function violation(templates: Templates, wrong: Violation): string {
  const its = wrong as Every<Violation>;
  const { code, min = 0, actual = 0, missing = [], list = '', label, of } = its;
  const by = code === 'forbidden-character' ? (of as Every<Forbidden>) : undefined;
  const more = Math.max((its.required ?? min) - actual, 0);
  const isAll = missing.length === more;
  const key = [
    'violation',
    by?.rule ?? (of === 'user-name' ? 'contains-user-name' : list && !isCommon(list, label) ? 'listed' : code),
    by && (by.rule === 'characters' ? placeOf(by) : by.where),
    missing[0] && isAll && 'all',
    its.unit === 'bytes' && 'bytes',
    its.block! > 1 && 'block',
    its.is_part && 'part',
    code === 'breached' && !its.count && 'unknown',
  ];
  return fill(templates, key, {
    ...wrong,
    ...(by?.rule === 'characters' && kindsOf(templates, by)),
    more,
    missing: listed(
      templates,
      missing.map((kind) => missingKind(templates, kind, isAll)),
      isAll ? 'and' : 'or',
    ),
    list: labelOf(templates, label) ?? list,
    source: templates[`source.${its.source!}`],
    pattern: templates[`pattern.${its.pattern!}`],
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
  const key = ['hint', hint.code];
  if (hint.code === 'uncounted-character' && password !== undefined) {
    const prepared = preparation === 'as-is' ? password : prepare(password);
    const character = [...prepared][hint.at]!;
    if (SIGN.test(character)) return fill(templates, [...key, 'named'], { character });
  }
  return fill(templates, key, hint);
}

/** Returns a status in a word or two. */
export function status(templates: Templates, { status }: Status): string {
  return templates[`status.${status}`];
}

/** Returns words as a list, with a conjunction before the last one. */
function listed(templates: Templates, words: readonly string[] = [], last: 'or' | 'and' | 'separator'): string {
  const others = words.slice(0, -1).join(templates['list.separator']);
  return others + (others && templates[`list.${last}`]) + (words.at(-1) ?? '');
}

/** Returns the label in the language, or in the nearest one with a shorter tag. */
function labelOf({ tag }: Templates, label: Labels = {}): string | undefined {
  for (; tag; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    if (Object.hasOwn(label, tag)) return label[tag];
  }
  return undefined;
}

/** Returns whether a list is that of common passwords, which sentences call so. */
function isCommon(list: string, label?: Labels): boolean {
  return !label && list === 'common';
}

/** Returns the name of a kind: its label, the crate's name, or the policy's. */
function nameOf(templates: Templates, { name, label }: Named): string {
  return labelOf(templates, label) ?? (templates as Texts)[`kind.${name}`] ?? name;
}

/** Returns a kind as a noun in the form for a number. */
function noun(templates: Templates, { name, label }: Named, n: number): string {
  const own = labelOf(templates, label);
  const known = own === undefined && Object.hasOwn(templates, `kind.${name}`);
  return fill(templates, ['noun', known ? name : 'own'], { n, kind: own ?? name });
}

/** Returns a kind with its characters, as a noun, or with its number if that is above one. */
function described(templates: Templates, kind: Kind, words?: string): string {
  const { name, ranges = [], characters = '', min = 1 } = kind;
  if (!words && min > 1) {
    const counted = described(templates, kind, noun(templates, kind, min));
    return fill(templates, ['counted-kind'], { min, kind: counted });
  }
  const each = ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`));
  const all = ranges[0] ? listed(templates, [...each, ...characters], 'separator') : characters || OWN.get(name);
  words ??= nameOf(templates, kind);
  return all ? fill(templates, ['described-kind'], { kind: words, characters: all }) : words;
}

/** Returns a kind that is missing: its name, or how many more are needed. */
function missingKind(templates: Templates, kind: MissingKind, isAll: boolean): string {
  const { more, min = 1 } = kind;
  if (!isAll && min === 1) return nameOf(templates, kind);
  return fill(templates, ['more-of-kind'], { more, kind: noun(templates, kind, more) });
}

/** Returns the key of a `characters` rule. */
function placeOf({ allowed, forbidden, where }: Characters): string {
  return [allowed ? (forbidden ? 'both' : 'allowed') : 'forbidden', where !== 'anywhere' && where].filter(Boolean).join('.');
}

/** Returns the kinds of a `characters` rule as lists. */
function kindsOf(templates: Templates, { allowed, forbidden = [] }: Characters): Values {
  const [kinds, except] = [allowed ?? forbidden, forbidden].map((some) =>
    listed(templates, some.map((kind) => described(templates, kind, nameOf(templates, kind))), 'or'),
  );
  return { kinds, except };
}

/**
 * Returns a template with its values: `{name}`, or `{name|one|other}` with a
 * word for each plural form of the language.
 */
function fill(templates: Templates, key: readonly unknown[], values: Values): string {
  const template = (templates as Texts)[key.filter(Boolean).join('.')] ?? '';
  return template.replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [name = '', ...forms] = place.split('|');
    const value = values[name];
    return forms[0] ? (forms[templates.plural(value as number)] ?? '') : `${value ?? ''}`;
  });
}

/** Every field that one of several types has. */
export type Every<Several> = {
  readonly [Name in Several extends unknown ? keyof Several : never]?: Several extends {
    readonly [Own in Name]?: infer Value;
  }
    ? Value
    : never;
};

type Named = Pick<Kind, 'name' | 'label'>;
type Characters = { readonly allowed?: readonly Kind[]; readonly forbidden?: readonly Kind[]; readonly where?: string };
type Values = Readonly<Record<string, unknown>>;
/** The templates by any key, such as that of a policy's own kind. */
type Texts = Readonly<Record<string, string | undefined>>;

/** The length from which no piece of a word counts, since words are not longer. */
const LONGEST_WORD = 256;

/** The built-in characters of kinds. */
const OWN = new Map([['lower', 'a-z'], ['upper', 'A-Z'], ['digit', '0-9']]);

/**
 * A sign that a person may have mistaken for a special character. Letters are
 * not named: that would reveal a part of the password on the screen, and
 * explain nothing.
 */
const SIGN = /^[\p{P}\p{S}]$/u;
