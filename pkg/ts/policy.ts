import { utf8 } from './bytes.js';
import { common, type Ready } from './common.js';
import type { Document, Source } from './document.js';
import { GenkanError } from './error.js';
import { fingerprint } from './fingerprint.js';
import { JudgeOfOne } from './judge.js';
import type { Report, Requirement } from './report.js';
import { isCertain } from './unicode.js';
import { once, small } from './wasm.js';
import { answers, readReport, type Answers } from './wire.js';

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
  readonly #rare: Rare | undefined;
  /** What the judge knows of the person. */
  #known: Context = {};
  #isKnownForCertain = true;

  private constructor(ready: Ready, print: string | undefined, judge: JudgeOfOne, rare?: Rare) {
    const { document, asked } = ready;
    const size: Requirement = { rule: 'size', max: document.max_bytes };
    const all: readonly Requirement[] = [size, { rule: 'control-characters' }, ...asked];
    this.document = document;
    this.fingerprint = print;
    this.#judge = judge;
    this.#answers = all.map((each) => answers(Object.freeze(each)));
    this.#rare = rare;
  }

  /** Fetches a policy document and makes it ready. */
  static async load(url: string | URL): Promise<Policy> {
    // Both at once: most documents need the small module only.
    const [document] = await Promise.all([fetchJson(url), small()]);
    return Policy.from(document);
  }

  /** Makes a policy document ready: an object, as JSON.parse gives it. */
  static async from(document: unknown): Promise<Policy> {
    const module = await small();
    let ready: Ready | undefined;
    try {
      ready = common(document);
    } catch {
      // It has something else in it.
    }
    if (ready) {
      const judge = new JudgeOfOne(module, ready.wire);
      if (!judge.problem) return new Policy(ready, await fingerprint(ready.canonical), judge);
    }
    const rare = await loadRare();
    ready = rare.read(document);
    const judge = new JudgeOfOne(await rare.every(), ready.wire);
    if (judge.problem) throw rare.problem(judge.problem);
    return new Policy(ready, await fingerprint(ready.canonical), judge, rare);
  }

  /** Judges a password. Takes a microsecond; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    const { email, oldPassword, words } = context;
    const known = this.#known;
    // Words may have changed in place.
    if (words || known.words || email !== known.email || oldPassword !== known.oldPassword) {
      this.#judge.know(this.#rare?.writeContext(context) ?? utf8(email ?? ''));
      this.#isKnownForCertain = isCertain([email, oldPassword, ...Object.values(words ?? {}).flat()].join());
      this.#known = { email, oldPassword, words };
    }
    const isSure = this.#isKnownForCertain && isCertain(password);
    return readReport(this.#judge.check(password), this.#answers, isSure, this.#rare?.readRare);
  }

  /** What is asked for, before a key is typed, in the policy's order. */
  explain(): Requirement[] {
    return this.#answers.map(({ asked }) => asked);
  }
}

type Rare = typeof import('./rare.js');

const loadRare = once<Rare>(() => import('./rare.js'));

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
    const response = await fetch(url, { credentials: 'same-origin', cache: 'no-cache' });
    if (response.ok) return await response.json();
    throw new Error(`HTTP status ${response.status}`);
  } catch (cause) {
    throw new GenkanError('policy-unreachable', `no policy document at ${url}`, { cause });
  }
}
