// Sentences for people, with the templates and the rules of the crate:
// src/policy/message and src/policy/texts.

import type { Kind, Labels, Preparation } from './document.js';
import type { Key } from './messages/key.js';
import type { Forbidden, Hint, Requirement, Status, Violation } from './report.js';
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
  const { rule, max, of, contained, within, min_piece = LONGEST_WORD, where } = its;
  const min_east_asian = its.min_east_asian ?? LONGEST_WORD;
  const kinds = rule === 'kinds' ? (of as readonly Kind[]).filter(({ min }) => min !== 0) : undefined;
  const one = kinds?.length === 1 ? kinds[0] : undefined;
  const isAll = kinds?.length === its.required;
  const isUserName = of === 'user-name';
  let text = fill(
    templates,
    [
      'requirement',
      isUserName ? of : rule === 'blocklist' && !isCommon(its) ? 'list' : rule,
      rule === 'length' && max !== undefined && (its.min ? 'range' : 'most'),
      its.unit !== 'code-points' && its.unit,
      kinds && (one ? 'one' : isAll && 'all'),
      rule === 'characters' ? placeOf(its) : where,
      its.block! > 1 && 'block',
      rule === 'repetition' && of && 'kinds',
      its.points ? 'points' : contained && 'contained',
      rule === 'breached' && max && 'max',
    ],
    {
      ...asked,
      ...(kinds ? { kinds, joint: isAll ? 'and' : 'separator' } : kindsOf(rule === 'repetition' ? { allowed: of as readonly Kind[] } : its)),
      min: one ? (one.min ?? 1) : (its.min ?? its.min_score),
      count: kinds?.length,
      kind: one && described(templates, one, one.min ?? 1),
      length: its.length ?? contained,
      patterns: of,
      groups: its.groups
        ?.map((group) => group.map((each) => requirement(templates, each)).join(templates['any-of.and']))
        .join(templates['any-of.or']),
    },
  );
  const notes = [
    min_piece < LONGEST_WORD && (rule === 'local-part' && !isUserName ? rule : 'piece'),
    min_east_asian < LONGEST_WORD && 'east-asian',
    its.consecutive && min_piece < LONGEST_WORD && 'consecutive',
    its.reversed && 'reversed',
    its.look_alikes && 'look-alikes',
    its.accents && 'accents',
    its.one_edit && 'one-edit',
    its.columns && 'columns',
    its.wrap && 'wrap',
    its.dates && 'dates',
  ].flatMap((note) => (note ? fill(templates, ['note', note], { min_piece, min_east_asian }) : []));
  if (notes[0]) text = fill(templates, ['note'], { requirement: text, notes, joint: 'separator' });
  if (!within) return text;
  const tier = within.below === null ? 'from' : within.from ? 'between' : 'below';
  return fill(templates, ['requirement.tier', tier], { ...within, requirement: text });
}

/** Returns what is wrong and what to do, as a sentence. */
export function violation(templates: Templates, wrong: Violation): string {
  const its = wrong as Every<Violation>;
  const { code, min = 0, actual = 0, missing = [], of } = its;
  const by = code === 'forbidden-character' ? (of as Every<Forbidden>) : undefined;
  const more = Math.max((its.required ?? min) - actual, 0);
  const isAll = more > 0 && missing.length === more;
  return fill(
    templates,
    [
      'violation',
      by?.rule ?? (of === 'user-name' ? 'contains-user-name' : its.list && !isCommon(its) ? 'listed' : code),
      by?.rule === 'characters' ? placeOf(by) : by?.where,
      isAll && 'all',
      its.unit !== 'code-points' && its.unit,
      its.block! > 1 && 'block',
      its.is_part && 'part',
      code === 'breached' && !its.count && 'unknown',
    ],
    {
      ...wrong,
      ...kindsOf(by),
      more,
      missing: missing.map((kind) =>
        isAll || kind.min! > 1
          ? fill(templates, ['more-of-kind'], { more: kind.more, kind: noun(templates, kind, kind.more) })
          : nameOf(templates, kind),
      ),
      joint: isAll && 'and',
    },
  );
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

/** Returns the label in the language. */
function labelOf({ tag }: Templates, { label = {} }: Labelled): string | undefined {
  return label[tag] ?? label[tag.split('-')[0]!];
}

/** Returns whether a list is that of common passwords, which sentences call so. */
function isCommon({ list, label }: Labelled): boolean {
  return !label && list === 'common';
}

/** Returns the name of a kind: its label, the crate's name, or the policy's. */
function nameOf(templates: Texts, kind: Named): string {
  return labelOf(templates, kind) ?? templates[`kind.${kind.name}`] ?? kind.name;
}

/** Returns a kind as a noun in the form for a number. */
function noun(templates: Texts, kind: Named, n: number): string {
  const known = !labelOf(templates, kind) && templates[`kind.${kind.name}`];
  return fill(templates, ['noun', known ? kind.name : 'own'], { n, kind: nameOf(templates, kind) });
}

/** Returns a kind with its characters: as a noun for a number, or with its own number if that is above one. */
function described(templates: Texts, kind: Kind, n?: number): string {
  const { name, ranges = [], min = 1 } = kind;
  if (!n && min > 1) return fill(templates, ['counted-kind'], { min, kind: described(templates, kind, min) });
  const words = n ? noun(templates, kind, n) : nameOf(templates, kind);
  const each = ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`));
  const characters = ranges[0] ? [...each, ...(kind.characters ?? '')] : kind.characters || OWN.get(name);
  return characters ? fill(templates, ['described-kind'], { kind: words, characters, joint: 'separator' }) : words;
}

/** Returns the end of the key of a `characters` rule. */
function placeOf({ allowed, forbidden, where }: Characters): string {
  return (allowed ? (forbidden ? 'both' : 'allowed') : 'forbidden') + (where && where !== 'anywhere' ? `.${where}` : '');
}

/** Returns the kinds of a `characters` rule. How many there are does not matter to it. */
function kindsOf({ allowed, forbidden }: Characters = {}): Values {
  const [kinds, except] = [allowed ?? forbidden, forbidden].map((some) => some?.map((kind) => ({ ...kind, min: 1 })));
  return { kinds, except };
}

/**
 * Returns a template with its values: `{name}`, or `{name|one|other}` with a
 * word for each plural form. A list ends with the conjunction `joint`, "or" by
 * default. A source and a pattern have their names, and a list its label.
 */
function fill(templates: Texts, key: readonly unknown[], values: Values): string {
  const template: string = templates[key.filter(Boolean).join('.')] ?? '';
  return template.replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [name = '', ...forms] = place.split('|');
    const value = values[name] as any;
    if (forms[0]) return forms[templates.plural(value)] ?? '';
    const [, code] = /^(source|pattern)s?$/.exec(name) ?? [];
    const word = (each: any): string =>
      code ? templates[`${code}.${each}`] : each?.name ? described(templates, each) : `${each ?? ''}`;
    if (name === 'list') return labelOf(templates, values) ?? value;
    if (!Array.isArray(value)) return word(value);
    const words = value.map(word);
    const end = words.pop() ?? '';
    return words[0] ? words.join(templates['list.separator']) + templates[`list.${values['joint'] || 'or'}`] + end : end;
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

type Labelled = { readonly list?: string; readonly label?: Labels };
type Named = Pick<Kind, 'name' | 'label'>;
type Characters = { readonly allowed?: readonly Kind[]; readonly forbidden?: readonly Kind[]; readonly where?: string };
type Values = Readonly<Record<string, unknown>>;
/** The templates by any key, such as that of a policy's own kind. */
type Texts = Templates & Readonly<Record<string, any>>;

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
