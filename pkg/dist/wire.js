// The form in which a document and what is known of a person go to the judge
// and a report comes back: numbers, and one text that holds all the texts. The
// other side, which explains them, is pkg/src/wire.
import { GenkanError } from './error.js';
import { addText } from './field.js';
import { DOCUMENT, PATTERNS, SOURCES, UNITS } from './rules.js';
export function writeDocument(document) {
    return pair((to) => DOCUMENT.write(document, to));
}
/** What is known of a person: entries of a tag and a text. */
export function writeContext({ email, oldPassword, words }) {
    if (email === undefined && oldPassword === undefined && words === undefined)
        return NOTHING;
    return pair((to) => {
        const add = (tag, text) => {
            if (text === undefined)
                return;
            to.numbers.push(tag);
            addText(text, to);
        };
        add(0, email);
        add(1, oldPassword);
        SOURCES.forEach((source, at) => words?.[source]?.forEach((word) => add(2 + at, word)));
    });
}
function pair(write) {
    const to = { numbers: [], texts: '' };
    write(to);
    return [Uint32Array.from(to.numbers), to.texts];
}
const NOTHING = [new Uint32Array(), ''];
/** A report from numbers. Each requirement has its status in them, in order. */
export function readReport(numbers, requirements) {
    let at = 0;
    const next = () => numbers[at++] ?? mismatch();
    let accepted = true;
    const items = requirements.map((requirement) => {
        const status = readStatus(next, requirement);
        accepted &&= status.status === 'met' || status.status === 'not-applicable';
        return { ...requirement, ...status };
    });
    const hints = [];
    while (at < numbers.length)
        hints.push(readHint(next(), next(), next()));
    return { accepted, items, hints };
}
function readStatus(next, requirement) {
    const tag = next();
    switch (tag) {
        case 0:
            return { status: 'met' };
        case 1:
            return { status: 'not-applicable' };
        case 2:
            return { status: 'unjudged' };
        default:
            return {
                status: 'unmet',
                violation: readViolation(tag, next(), next(), next(), next(), requirement),
            };
    }
}
function readViolation(tag, a, b, c, d, asked) {
    switch (tag) {
        case 3:
            return { code: 'too-long', max: a, actual: b, unit: one(UNITS, c) };
        case 4:
            return { code: 'forbidden-character', count: a, at: span(b, c) };
        case 5:
            return { code: 'too-short', min: a, actual: b, unit: one(UNITS, c) };
        case 6: {
            const missing = kindsOf(asked).filter((_, bit) => c & (1 << bit));
            return { code: 'too-few-kinds', required: a, actual: b, missing: missing.map(({ name }) => name) };
        }
        case 7:
            return { code: 'contains-local-part', at: span(a, b) };
        case 8:
            return { code: 'contains-context-word', source: one(SOURCES, a), at: span(b, c) };
        case 9:
            return { code: 'repetition', max: a, actual: b, at: span(c, d) };
        case 10:
            return { code: 'sequence', pattern: one(PATTERNS, a), at: span(b, c) };
        case 11:
            return { code: 'too-similar', min: a, actual: b };
        default:
            return mismatch();
    }
}
function readHint(tag, count, at) {
    switch (tag) {
        case 0:
            return { code: 'uncounted-character', count, at };
        case 1:
            return { code: 'full-width', count, at };
        case 2:
            return { code: 'edge-space' };
        default:
            return mismatch();
    }
}
function kindsOf(asked) {
    return asked.rule === 'kinds' ? asked.of : mismatch();
}
function span(start, end) {
    return [start, end];
}
function one(of, at) {
    return of[at] ?? mismatch();
}
function mismatch() {
    throw new GenkanError('wasm-mismatch', 'genkan_bg.wasm is not of this version of the package');
}
