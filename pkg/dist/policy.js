import { GenkanError } from './error.js';
import { DOCUMENT } from './rules.js';
import { judge } from './wasm.js';
import { readReport, writeContext, writeDocument } from './wire.js';
/**
 * A policy that is ready to judge: the server's own judge, compiled for the
 * browser, so that both say the same.
 *
 * ```js
 * const policy = await Policy.load('/policy.json');
 * const report = policy.check('Taro-2026', { email: 'taro@example.jp' });
 * report.accepted; // false
 * ```
 *
 * The server stays the judge: a verdict of the browser is for the person who
 * is typing.
 */
export class Policy {
    /** The document that this policy was made from, in the form that the crate writes. */
    document;
    #judge;
    #requirements;
    constructor(document, judge) {
        this.document = document;
        this.#judge = judge;
        this.#requirements = requirements(document);
    }
    /** Fetches a policy document and makes it ready. */
    static async load(url) {
        // Both at once: the module does not depend on the document.
        const [document] = await Promise.all([fetchJson(url), judge()]);
        return Policy.from(document);
    }
    /** Makes a policy document ready: an object, as JSON.parse gives it. */
    static async from(document) {
        const own = DOCUMENT.read(document, 'the document');
        const Judge = await judge();
        const judges = new Judge(...writeDocument(own));
        const problem = judges.problem();
        if (problem === 0)
            return new Policy(own, judges);
        judges.free();
        throw new GenkanError(...(PROBLEMS[problem - 1] ?? PROBLEMS[0]));
    }
    /** Judges a password. Takes microseconds; nothing leaves the page. */
    check(password, context = {}) {
        return readReport(this.#judge.check(password, ...writeContext(context)), this.#requirements);
    }
    /** What is asked for, before a key is typed, in the policy's order. */
    explain() {
        return [...this.#requirements];
    }
}
function requirements({ max_bytes: max, rules }) {
    const always = [{ rule: 'size', max }, { rule: 'control-characters' }];
    const own = rules.flatMap((rule) => {
        if (rule.rule !== 'tier')
            return rule;
        const within = Object.freeze({ from: rule.from, below: rule.below ?? null });
        return rule.rules.map((each) => ({ ...each, within }));
    });
    return [...always, ...own].map((each) => Object.freeze(each));
}
/** Judges one password by one document. For more than one, make a `Policy`. */
export async function check(document, password, context) {
    return (await Policy.from(document)).check(password, context);
}
async function fetchJson(url) {
    try {
        const response = await fetch(url, { credentials: 'same-origin' });
        if (response.ok)
            return await response.json();
        throw new Error(`HTTP status ${response.status}`);
    }
    catch (cause) {
        throw new GenkanError('policy-unreachable', `no policy document at ${url}`, { cause });
    }
}
/** What the judge may find wrong with a document, in its order: pkg/src/wire/document.rs. */
const PROBLEMS = [
    ['policy-malformed', 'the document is not valid'],
    ['policy-version', 'this version of the package reads documents of version 1'],
    ['policy-max-bytes', 'max_bytes must be 1 to 65536'],
    ['policy-length', 'min cannot be reached within max or max_bytes'],
    ['policy-required', 'required must be at least 1 and at most the number of kinds'],
    [
        'policy-kind',
        'a rule has at most 16 kinds, each with a name of its own, characters each once, ranges from first to last, and min of at least 1',
    ],
    ['policy-range', 'a number of a rule is out of its range'],
    ['policy-list', 'a list of a rule is empty or has an entry that is not valid there'],
    ['policy-too-many-rules', 'a policy has at most 30 rules, those of its tiers included'],
];
