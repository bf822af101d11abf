import type { Document, PlainRule, Rule, Source } from './document.js';
import { GenkanError, type ErrorCode } from './error.js';
import { JudgeOfOne } from './judge.js';
import { fingerprint } from './fingerprint.js';
import type { Report, Requirement } from './report.js';
import { DOCUMENT } from './rules.js';
import { module } from './wasm.js';
import { answers, readReport, writeContext, writeDocument, type Answers } from './wire.js';

/**
 * What is known of the person. Rules that need to know more do not apply, so
 * give what the server has, for both to say the same.
 */
export type Context = {
  /** Their mail address. An empty one says nothing. */
  readonly email?: string | undefined;
  /** Words that a password must not contain: their names, their company's, the service's. */
  readonly words?: { readonly [source in Source]?: readonly string[] | undefined } | undefined;
  /** The password that is being replaced. */
  readonly oldPassword?: string | undefined;
};

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
  readonly document: Document;
  /**
   * What tells this policy from every other: 32 hexadecimal digits, those of the
   * crate's `Policy::fingerprint`. Send it along with a new password, and the
   * server can tell an old page from a bad password. Undefined where the browser
   * computes no digest: on a page that came over plain HTTP.
   */
  readonly fingerprint: string | undefined;
  readonly #judge: JudgeOfOne;
  readonly #answers: readonly Answers[];
  /** What the judge knows of the person. */
  #known: Context = {};

  private constructor(document: Document, print: string | undefined, judge: JudgeOfOne) {
    this.document = document;
    this.fingerprint = print;
    this.#judge = judge;
    this.#answers = requirements(document).map(answers);
  }

  /** Fetches a policy document and makes it ready. */
  static async load(url: string | URL): Promise<Policy> {
    // Both at once: most documents need the small module only.
    const [document] = await Promise.all([fetchJson(url), module(false)]);
    return Policy.from(document);
  }

  /** Makes a policy document ready: an object, as JSON.parse gives it. */
  static async from(document: unknown): Promise<Policy> {
    const own = DOCUMENT.read(document, 'the document');
    const judge = new JudgeOfOne(await module(own.rules.some(isRare)));
    const problem = judge.read(writeDocument(own));
    judge.know([]);
    if (problem === 0) return new Policy(own, await fingerprint(own), judge);
    judge.free();
    throw new GenkanError(...(PROBLEMS[problem - 1] ?? PROBLEMS[0]));
  }

  /** Judges a password. Takes a microsecond; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    const { email, oldPassword, words } = context;
    const known = this.#known;
    // Words may have changed in place.
    if (words || known.words || email !== known.email || oldPassword !== known.oldPassword) {
      this.#judge.know(writeContext(context));
      this.#known = { email, oldPassword, words };
    }
    return readReport(this.#judge.check(password), this.#answers);
  }

  /** What is asked for, before a key is typed, in the policy's order. */
  explain(): Requirement[] {
    return this.#answers.map(({ asked }) => asked);
  }
}

/** Whether a rule is one that only the larger module judges: pkg/src/wire/document.rs. */
function isRare(rule: Rule): boolean {
  if (rule.rule === 'local-part') return !!(rule.reversed || rule.look_alikes);
  return !COMMON.has(rule.rule);
}

const COMMON = new Set(['length', 'kinds', 'blocklist', 'breached', 'reuse', 'guessability']);

function requirements({ max_bytes: max, rules }: Document): readonly Requirement[] {
  const always: Requirement[] = [{ rule: 'size', max }, { rule: 'control-characters' }];
  const own = rules.flatMap((rule): Requirement | Requirement[] => {
    if (rule.rule !== 'tier') return rule;
    const within = Object.freeze({ from: rule.from, below: rule.below ?? null });
    return rule.rules.map((each: PlainRule) => ({ ...each, within }));
  });
  return [...always, ...own].map((each) => Object.freeze(each));
}

/** Judges one password by one document. For more than one, make a `Policy`. */
export async function check(
  document: unknown,
  password: string,
  context?: Context,
): Promise<Report> {
  return (await Policy.from(document)).check(password, context);
}

async function fetchJson(url: string | URL): Promise<unknown> {
  try {
    const response = await fetch(url, { credentials: 'same-origin' });
    if (response.ok) return await response.json();
    throw new Error(`HTTP status ${response.status}`);
  } catch (cause) {
    throw new GenkanError('policy-unreachable', `no policy document at ${url}`, { cause });
  }
}

/** What the judge may find wrong with a document, in its order: pkg/src/wire/document.rs. */
const PROBLEMS: [[ErrorCode, string], ...[ErrorCode, string][]] = [
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
