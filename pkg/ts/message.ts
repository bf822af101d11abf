// Sentences for people, from the same templates as the crate's and by the
// same rules: src/policy/message.

import type { Hint, Kind, Requirement, Status, Violation } from './report.js';
import { prepare } from './unicode.js';

/** The templates of one language: `genkan/messages/ja`, `genkan/messages/en`. */
export type Templates = Readonly<Record<string, string>>;

/** What is asked for, as a line of a list. */
export function requirement(templates: Templates, requirement: Requirement): string {
  return fill(templates, `requirement.${requirement.rule}`, requirement);
}

/** What is wrong and what to do, as a sentence. */
export function violation(templates: Templates, violation: Violation): string {
  return fill(templates, `violation.${violation.code}`, valuesOf(templates, violation));
}

/**
 * What is worth knowing, as a sentence. Where the password is given, the
 * sentence names the sign that it is about, such as `_`.
 */
export function hint(templates: Templates, hint: Hint, password?: string): string {
  const key = `hint.${hint.code}`;
  if (hint.code === 'uncounted-character' && password !== undefined) {
    const character = [...prepare(password)][hint.at] ?? '';
    if (SIGN.test(character)) return fill(templates, `${key}.named`, { character });
  }
  return fill(templates, key, hint);
}

/** How a password stands to a requirement, in a word or two. */
export function status(templates: Templates, status: Status): string {
  return fill(templates, `status.${status.status}`, {});
}

function valuesOf(templates: Templates, violation: Violation): Values {
  switch (violation.code) {
    case 'too-short':
      return { ...violation, more: violation.min - violation.actual };
    case 'too-few-kinds': {
      const more = violation.required - violation.actual;
      return { ...violation, more, missing: list(templates, violation.missing) };
    }
    default:
      return violation;
  }
}

function list(templates: Templates, kinds: Kind[]): string {
  const words = kinds.map((kind) => templates[`kind.${kind}`] ?? '');
  const last = words.pop() ?? '';
  if (words.length === 0) return last;
  return words.join(templates['list.separator']) + (templates['list.last'] ?? '') + last;
}

/** `{name}`, or `{name|one|other}`. A name that has no value stays empty. */
function fill(templates: Templates, key: string, values: Values): string {
  return (templates[key] ?? '').replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [name = '', one, other] = place.split('|');
    const value = values[name];
    if (value === undefined) return '';
    if (one === undefined || other === undefined) return String(value);
    return value === 1 ? one : other;
  });
}

type Values = Readonly<Record<string, string | number>>;

/**
 * What a person may have taken for a special character. A letter is not named:
 * it would tell a part of the password to whoever looks on, and explain nothing.
 */
const SIGN = /^[\p{P}\p{S}]$/u;
