import { GenkanError } from './error.js';
/**
 * Reads a document from what JSON.parse gave: every field there, none besides,
 * each of its type. Whether the numbers make sense is asked of the judge, so
 * that there is only one answer.
 */
export function read(value) {
    const document = fields(value, 'the document', ['version', 'name', 'max_bytes', 'rules']);
    const { rules } = document;
    if (!Array.isArray(rules))
        throw malformed('rules must be a list');
    return {
        version: number(document, 'version'),
        name: text(document, 'name'),
        max_bytes: number(document, 'max_bytes'),
        rules: rules.map(readRule),
    };
}
function readRule(value) {
    const name = isObject(value) ? value['rule'] : undefined;
    switch (name) {
        case 'length': {
            const rule = fields(value, name, ['rule', 'min']);
            return { rule: name, min: number(rule, 'min') };
        }
        case 'kinds': {
            const rule = fields(value, name, ['rule', 'required', 'special']);
            return { rule: name, required: number(rule, 'required'), special: text(rule, 'special') };
        }
        case 'local-part': {
            const rule = fields(value, name, ['rule', 'min_piece']);
            return { rule: name, min_piece: number(rule, 'min_piece') };
        }
        default:
            throw new GenkanError('policy-unknown-rule', `${JSON.stringify(name)} is no rule`);
    }
}
function fields(value, of, known) {
    if (!isObject(value))
        throw malformed(`${of} must be an object`);
    for (const field of Object.keys(value)) {
        if (!known.includes(field)) {
            throw new GenkanError('policy-unknown-field', `${JSON.stringify(field)} in ${of}`);
        }
    }
    for (const field of known) {
        if (!Object.hasOwn(value, field))
            throw malformed(`${field} is missing in ${of}`);
    }
    return value;
}
/** A number that the judge's 32 bits hold as it is. */
function number(of, field) {
    const value = of[field];
    if (typeof value !== 'number' || value >>> 0 !== value) {
        throw malformed(`${field} must be a whole number of 32 bits`);
    }
    return value;
}
function text(of, field) {
    const value = of[field];
    if (typeof value !== 'string')
        throw malformed(`${field} must be a text`);
    return value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function malformed(message) {
    return new GenkanError('policy-malformed', message);
}
