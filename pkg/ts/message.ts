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
export type Templates = Readonly<Record<Key, string>> & Grammar & { readonly others: Others };

/** The parts of a language that are no templates. */
export type Grammar = {
  /** The BCP 47 tag, by which labels of a policy are found. */
  readonly tag: string;
  /** Returns the plural form of a number, counted from 0: `{min|character|characters}` has the words. */
  readonly plural: (number: number) => number;
};

/**
 * The parts of sentences that the documented policy does not need, the same for
 * every language: a language of your own takes those of another one, such as
 * `en.others`. A language with the sentences of the documented rules only has
 * them as soon as a `Policy` needs them.
 */
export type Others = {
  readonly requirement: (
    templates: Texts,
    asked: Every<Requirement>,
    tools: Tools,
  ) => Parts & { readonly notes: readonly unknown[]; readonly tier: string | undefined };
  readonly violation: (templates: Texts, wrong: Every<Violation>) => Parts;
  readonly label: (templates: Texts, of: Labelled) => string | undefined;
  readonly described: (templates: Texts, kind: Kind, words: string | undefined, tools: Tools) => string | undefined;
};

/** What the other parts use. They import nothing, so that a bundler makes no file of what both use. */
type Tools = typeof TOOLS;

/** Parts of the key of a template, and its values. */
type Parts = { readonly name?: unknown; readonly parts?: readonly unknown[]; readonly values?: Values };

/** Returns a requirement as a line of a list. */
export function requirement(templates: Templates, asked: Requirement): string {
  const its = asked as Every<Requirement>;
  const { rule, max, of, within, min_piece } = its;
  const kinds = rule === 'kinds' ? (of as readonly Kind[]).filter(({ min }) => min !== 0) : undefined;
  const one = kinds?.length === 1 ? kinds[0] : undefined;
  const isAll = kinds?.length === its.required;
  const others = othersOf(templates)?.requirement(templates, its, TOOLS);
  let text = fill(
    templates,
    [
      'requirement',
      others?.name ?? rule,
      rule === 'length' && max !== undefined && (its.min ? 'range' : 'most'),
      its.unit !== 'code-points' && its.unit,
      kinds && (one ? 'one' : isAll && 'all'),
      ...(others?.parts ?? []),
    ],
    {
      ...asked,
      kinds,
      joint: kinds && (isAll ? 'and' : 'separator'),
      min: one ? (one.min ?? 1) : (its.min ?? its.min_score),
      count: kinds?.length,
      kind: one && described(templates, one, one.min ?? 1),
      ...others?.values,
    },
  );
  const notes = (others?.notes ?? [min_piece! < LONGEST_WORD && rule]).flatMap((note) =>
    note ? fill(templates, ['note', note], { min_piece, ...others?.values }) : [],
  );
  if (notes[0]) text = fill(templates, ['note'], { requirement: text, notes, joint: 'separator' });
  return within ? fill(templates, ['requirement.tier', others?.tier], { ...within, requirement: text }) : text;
}

/** Returns what is wrong and what to do, as a sentence. */
export function violation(templates: Templates, wrong: Violation): string {
  const its = wrong as Every<Violation>;
  const { code, min = 0, actual = 0, missing = [], of } = its;
  const more = Math.max((its.required ?? min) - actual, 0);
  const isAll = more > 0 && missing.length === more;
  const others = othersOf(templates)?.violation(templates, its);
  return fill(
    templates,
    [
      'violation',
      others?.name ?? (of as Every<Forbidden> | undefined)?.rule ?? (of === 'user-name' ? 'contains-user-name' : code),
      isAll && 'all',
      its.unit !== 'code-points' && its.unit,
      ...(others?.parts ?? []),
    ],
    {
      ...wrong,
      more,
      missing: missing.map((kind) =>
        isAll || kind.min! > 1
          ? fill(templates, ['more-of-kind'], { more: kind.more, kind: noun(templates, kind, kind.more) })
          : nameOf(templates, kind),
      ),
      joint: isAll && 'and',
      ...others?.values,
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

/** Returns the other parts of a language, if they are loaded. */
function othersOf(templates: Texts): Others | undefined {
  return templates.others;
}

/** Returns the name of a kind: its label, the crate's name, or the policy's. */
function nameOf(templates: Texts, kind: Named): string {
  return labelOf(templates, kind) ?? templates[`kind.${kind.name}`] ?? kind.name;
}

function labelOf(templates: Texts, kind: Named): string | undefined {
  return othersOf(templates)?.label(templates, kind);
}

/** Returns a kind as a noun in the form for a number. */
function noun(templates: Texts, kind: Named, n: number): string {
  const known = !labelOf(templates, kind) && templates[`kind.${kind.name}`];
  return fill(templates, ['noun', known ? kind.name : 'own'], { n, kind: nameOf(templates, kind) });
}

/** Returns a kind with its characters: as a noun for a number, or with its own number if that is above one. */
function described(templates: Texts, kind: Kind, n?: number): string {
  const words = n ? noun(templates, kind, n) : undefined;
  const other = othersOf(templates)?.described(templates, kind, words, TOOLS);
  if (other) return other;
  const name = words ?? nameOf(templates, kind);
  const characters = kind.characters || OWN.get(kind.name);
  return characters ? fill(templates, ['described-kind'], { kind: name, characters }) : name;
}

/**
 * Returns a template with its values: `{name}`, or `{name|one|other}` with a
 * word for each plural form. A list ends with the conjunction `joint`, "or" by
 * default.
 */
function fill(templates: Texts, key: readonly unknown[], values: Values): string {
  const template: string = templates[key.filter(Boolean).join('.')] ?? '';
  return template.replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [name = '', ...forms] = place.split('|');
    const value = values[name] as any;
    if (forms[0]) return forms[templates.plural(value)] ?? '';
    const word = (each: any): string => (each?.name ? described(templates, each) : `${each ?? ''}`);
    if (!Array.isArray(value)) return word(value);
    const words = value.map(word);
    const end = words.pop() ?? '';
    return words[0] ? words.join(templates['list.separator']) + templates[`list.${values['joint'] || 'or'}`] + end : end;
  });
}

const TOOLS = { requirement, described, fill, nameOf };

/** Every field that one of several types has. */
export type Every<Several> = {
  readonly [Name in Several extends unknown ? keyof Several : never]?: Several extends {
    readonly [Own in Name]?: infer Value;
  }
    ? Value
    : never;
};

/** What may have labels of its own. */
export type Labelled = { readonly label?: Labels };
type Named = Pick<Kind, 'name' | 'label'>;
/** The values that a sentence may name. */
export type Values = Readonly<Record<string, unknown>>;
/** The templates by any key, such as that of a policy's own kind. */
export type Texts = Templates & Readonly<Record<string, any>>;

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
