// Sentences for people, from the same templates as the crate's and by the
// same rules: src/policy/message.
import { prepare } from './unicode.js';
/** What is asked for, as a line of a list. */
export function requirement(templates, requirement) {
    return fill(templates, `requirement.${requirement.rule}`, requirement);
}
/** What is wrong and what to do, as a sentence. */
export function violation(templates, violation) {
    return fill(templates, `violation.${violation.code}`, valuesOf(templates, violation));
}
/**
 * What is worth knowing, as a sentence. Where the password is given, the
 * sentence names the sign that it is about, such as `_`.
 */
export function hint(templates, hint, password) {
    const key = `hint.${hint.code}`;
    if (hint.code === 'uncounted-character' && password !== undefined) {
        const character = [...prepare(password)][hint.at] ?? '';
        if (SIGN.test(character))
            return fill(templates, `${key}.named`, { character });
    }
    return fill(templates, key, hint);
}
/** How a password stands to a requirement, in a word or two. */
export function status(templates, status) {
    return fill(templates, `status.${status.status}`, {});
}
function valuesOf(templates, violation) {
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
function list(templates, kinds) {
    const words = kinds.map((kind) => templates[`kind.${kind}`] ?? '');
    const last = words.pop() ?? '';
    if (words.length === 0)
        return last;
    return words.join(templates['list.separator']) + (templates['list.last'] ?? '') + last;
}
/** `{name}`, or `{name|one|other}`. A name that has no value stays empty. */
function fill(templates, key, values) {
    return (templates[key] ?? '').replace(/\{([^}]*)\}/g, (_, place) => {
        const [name = '', one, other] = place.split('|');
        const value = values[name];
        if (value === undefined)
            return '';
        if (one === undefined || other === undefined)
            return String(value);
        return value === 1 ? one : other;
    });
}
/**
 * What a person may have taken for a special character. A letter is not named:
 * it would tell a part of the password to whoever looks on, and explain nothing.
 */
const SIGN = /^[\p{P}\p{S}]$/u;
