// Sentences for people, from the same templates as the crate's and by the
// same rules: src/policy/message.

import type { Disguises, Kind, Preparation } from './document.js';
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
  const say = (key: string, values: Values = {}): string => {
    return fill(templates, `requirement.${key}`, values);
  };
  const text = ruleIn(templates, asked, say);
  if (!('within' in asked && asked.within)) return text;
  const { from, below } = asked.within;
  const key = below === null ? 'from' : from === 0 ? 'below' : 'between';
  return say(`tier.${key}`, { requirement: text, from, below: below ?? 0 });
}

function ruleIn(templates: Texts, asked: Requirement, say: Say): string {
  const { rule } = asked;
  switch (rule) {
    case 'length': {
      const { min, max, unit } = asked;
      const bound = max === undefined ? '' : min === 0 ? '.most' : '.range';
      const key = rule + bound + (unit === 'bytes' ? '.bytes' : '');
      return say(key, { min, max: max ?? 0 });
    }
    case 'kinds': {
      const { required, of } = asked;
      const count = of.length;
      const key = count === 1 ? '.one' : required === count ? '.all' : '';
      const names = of.map((kind) => described(templates, kind));
      return say(rule + key, { required, count, kinds: names.join(templates['list.separator'] ?? '') });
    }
    case 'context-word': {
      const sources = asked.sources.map((source) => templates[`source.${source}`] ?? '');
      const { min_piece } = asked;
      const hidden = disguises(templates, asked);
      return say(rule, { sources: anyOf(templates, sources), min_piece, disguises: hidden });
    }
    case 'characters': {
      const { allowed = [], forbidden = [] } = asked;
      const list = (kinds: readonly Kind[]) =>
        anyOf(templates, kinds.map((kind) => described(templates, kind)));
      const except = list(forbidden);
      const place = !asked.where || asked.where === 'anywhere' ? '' : `.${asked.where}`;
      if (allowed.length === 0) return say(`${rule}.forbidden${place}`, { kinds: except });
      const key = forbidden.length === 0 ? '.allowed' : '.both';
      return say(rule + key + place, { kinds: list(allowed), except });
    }
    case 'white-space':
      return say(`${rule}.${asked.where}`);
    case 'repetition': {
      const { max, block = 1 } = asked;
      return say(block === 1 ? rule : `${rule}.block`, { max, block });
    }
    case 'sequence': {
      const patterns = asked.of.map((pattern) => templates[`pattern.${pattern}`] ?? '');
      const key = asked.wrap ? `${rule}.wrap` : rule;
      return say(key, { patterns: anyOf(templates, patterns), length: asked.length });
    }
    case 'number-range': {
      const { from, to, dates } = asked;
      return say(dates ? `${rule}.dates` : rule, { from, to });
    }
    case 'blocklist': {
      const { contained, reversed } = asked;
      const key = rule + (contained === undefined ? '' : '.contained') + (reversed ? '.reversed' : '');
      return say(key, { length: contained ?? 0 });
    }
    case 'size':
    case 'occurrences':
      return say(rule, { max: asked.max });
    case 'local-part':
      return say(rule, { min_piece: asked.min_piece, disguises: disguises(templates, asked) });
    case 'reuse':
      return say(rule, { last: asked.last });
    case 'similarity':
      return say(rule, { min: asked.min });
    case 'control-characters':
    case 'breached':
    case 'guessability':
      return say(rule);
  }
}

/** In which disguises a word is refused, too, as the end of a list. */
function disguises(templates: Texts, { reversed, look_alikes }: Disguises): string {
  const say = (isRefused: boolean | undefined, key: string): string =>
    isRefused ? (templates[`disguise.${key}`] ?? '') : '';
  return say(reversed, 'reversed') + say(look_alikes, 'look-alikes');
}

type Say = (key: string, values?: Values) => string;

/** What is wrong and what to do, as a sentence. */
export function violation(templates: Templates, wrong: Violation): string {
  const say = (key: KeyOf<'violation'>, values: Values = {}): string => {
    return fill(templates, `violation.${key}`, values);
  };
  const { code } = wrong;
  switch (code) {
    case 'too-long':
    case 'too-short': {
      const { actual, unit } = wrong;
      const values =
        code === 'too-long'
          ? { max: wrong.max, actual }
          : { min: wrong.min, actual, more: Math.max(wrong.min - actual, 0) };
      return say(unit === 'bytes' ? `${code}.bytes` : code, values);
    }
    case 'forbidden-character':
      return say(code, { count: wrong.count });
    case 'too-few-kinds': {
      const { required, actual } = wrong;
      const missing = anyOf(templates, wrong.missing.map((name) => nameOf(templates, name)));
      return say(code, { required, actual, more: Math.max(required - actual, 0), missing });
    }
    case 'contains-context-word':
      return say(code, { source: templates[`source.${wrong.source}`] });
    case 'repetition':
      return say(code, { max: wrong.max, actual: wrong.actual });
    case 'sequence':
      return say(code, { pattern: templates[`pattern.${wrong.pattern}`] });
    case 'breached':
      return say(wrong.count === 0 ? `${code}.unknown` : code);
    case 'too-similar':
    case 'too-guessable':
      return say(code, { min: wrong.min, actual: wrong.actual });
    case 'contains-local-part':
    case 'blocklisted':
    case 'reused':
      return say(code);
  }
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
  return fill(templates, key, 'count' in hint ? { count: hint.count } : {});
}

/** How a password stands to a requirement, in a word or two. */
export function status(templates: Templates, status: Status): string {
  const key: KeyOf<'status'> = status.status;
  return fill(templates, `status.${key}`, {});
}

/** Words as a list that ends with "or". */
function anyOf(templates: Texts, words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  const others = words.slice(0, -1).join(templates['list.separator'] ?? '');
  return words.length < 2 ? last : others + (templates['list.last'] ?? '') + last;
}

/** The name of a kind: translated where it is known, else as the policy has it. */
function nameOf(templates: Texts, kind: string): string {
  return templates[`kind.${kind}`] ?? kind;
}

/** A kind with its characters, and with its number where it is more than one. */
function described(templates: Texts, { name, characters = '', ranges = [], min = 1 }: Kind): string {
  const kind = nameOf(templates, name);
  const shown = characters || (ranges.length ? '' : (OWN.get(name) ?? ''));
  const text = shown === '' ? kind : fill(templates, 'described-kind', { kind, characters: shown });
  return min === 1 ? text : fill(templates, 'counted-kind', { kind: text, min });
}

/** `{name}`, or `{name|one|other}`. A name that has no value stays empty. */
function fill(templates: Texts, key: string, values: Values): string {
  return (templates[key] ?? '').replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [name = '', one, other] = place.split('|');
    const value = values[name];
    if (value === undefined) return '';
    if (one === undefined || other === undefined) return String(value);
    return value === 1 ? one : other;
  });
}

/** What may stand behind a word and a dot. */
type KeyOf<Word extends string> = Key extends infer Each ? (Each extends `${Word}.${infer Rest}` ? Rest : never) : never;

type Values = Readonly<Record<string, string | number>>;

/** The characters of the kinds that need none of their own. */
const OWN = new Map([['lower', 'a-z'], ['upper', 'A-Z'], ['digit', '0-9']]);

/**
 * What a person may have taken for a special character. A letter is not named:
 * it would tell a part of the password to whoever looks on, and explain nothing.
 */
const SIGN = /^[\p{P}\p{S}]$/u;
