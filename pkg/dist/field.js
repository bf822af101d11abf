// How the values of a document are read from what JSON.parse gave, and written
// for the judge. The other side is pkg/src/wire/reader.rs.
import { GenkanError } from './error.js';
/** A number that the judge's 32 bits hold as it is. */
export const number = {
    read(value, name) {
        if (typeof value === 'number' && value >>> 0 === value)
            return value;
        throw malformed(`${name} must be a whole number of 32 bits`);
    },
    write: (value, to) => to.numbers.push(value),
};
export const flag = {
    read(value, name) {
        if (typeof value === 'boolean')
            return value;
        throw malformed(`${name} must be true or false`);
    },
    write: (value, to) => to.numbers.push(+value),
};
export const text = {
    read(value, name) {
        // Half a character cannot cross, and no JSON of the server has it.
        if (typeof value === 'string' && !/\p{Cs}/u.test(value))
            return value;
        throw malformed(`${name} must be a text`);
    },
    write: addText,
};
const character = {
    read(value, name) {
        const read = text.read(value, name);
        if ([...read].length === 1)
            return read;
        throw malformed(`${name} must have single characters`);
    },
    write: (value, to) => to.numbers.push(value.codePointAt(0)),
};
/** From the first to the last character of two. */
export const range = {
    read(value, name) {
        if (!Array.isArray(value) || value.length !== 2)
            throw malformed(`${name} must have pairs`);
        return Object.freeze([character.read(value[0], name), character.read(value[1], name)]);
    },
    write: (value, to) => value.forEach((each) => character.write(each, to)),
};
/** A number, or nothing. */
export const optional = {
    read: (value, name) => (value === null ? null : number.read(value, name)),
    write: (value, to) => to.numbers.push(...(value === null ? [0] : [1, value])),
    otherwise: null,
};
export function choice(of) {
    return {
        read(value, name) {
            const found = of.find((each) => each === value);
            if (found !== undefined)
                return found;
            throw malformed(`${name} must be one of ${of.join(', ')}`);
        },
        write: (value, to) => to.numbers.push(of.indexOf(value)),
    };
}
export function list(of) {
    return {
        read(value, name) {
            if (!Array.isArray(value))
                throw malformed(`${name} must be a list`);
            return Object.freeze(value.map((each) => of.read(each, name)));
        },
        write(value, to) {
            to.numbers.push(value.length);
            value.forEach((each) => of.write(each, to));
        },
    };
}
/** The same, with a value where it is left out. */
export function or(field, otherwise, isAlwaysTold = false) {
    return { ...field, otherwise, isAlwaysTold };
}
/** An object with these fields and no others. */
export function object(fields) {
    return { read: (value, name) => readObject(value, name, fields), write: writer(fields) };
}
/** An object that names its fields by its `rule`. */
export function rule(known) {
    return {
        read(value) {
            const name = isObject(value) ? value['rule'] : undefined;
            if (typeof name === 'string' && Object.hasOwn(known(), name)) {
                return readObject(value, name, known()[name], { rule: name });
            }
            throw new GenkanError('policy-unknown-rule', `${JSON.stringify(name)} is no rule`);
        },
        write(value, to) {
            to.numbers.push(Object.keys(known()).indexOf(value.rule));
            writer(known()[value.rule])(value, to);
        },
    };
}
function readObject(value, of, fields, tag = {}) {
    if (!isObject(value))
        throw malformed(`${of} must be an object`);
    for (const name of Object.keys(value)) {
        if (!Object.hasOwn(fields, name) && !Object.hasOwn(tag, name)) {
            throw new GenkanError('policy-unknown-field', `${JSON.stringify(name)} in ${of}`);
        }
    }
    const read = { ...tag };
    for (const [name, field] of Object.entries(fields)) {
        const isThere = Object.hasOwn(value, name);
        if (!isThere && field.otherwise === undefined)
            throw malformed(`${name} is missing in ${of}`);
        const own = isThere ? field.read(value[name], `${name} in ${of}`) : field.otherwise;
        if (field.isAlwaysTold || isTold(field, own))
            read[name] = own;
    }
    return Object.freeze(read);
}
/** Whether a value differs from that of a field that is left out. */
function isTold({ otherwise }, value) {
    // Two empty lists are the same here, and as texts, too.
    return otherwise === undefined || String(value) !== String(otherwise);
}
function writer(fields) {
    return (value, to) => {
        for (const [name, field] of Object.entries(fields)) {
            field.write(Object.hasOwn(value, name) ? value[name] : field.otherwise, to);
        }
    };
}
/** A text is counted in UTF-16 code units. */
export function addText(value, to) {
    to.numbers.push(value.length);
    to.texts += value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function malformed(message) {
    return new GenkanError('policy-malformed', message);
}
