import { utf8, writeWord } from './bytes.js';
import { common, type Ready } from './common.js';
import type { Document, Source } from './document.js';
import { GenkanError } from './error.js';
import { fingerprint } from './fingerprint.js';
import { judge, type Judge } from './judge.js';
import { ask } from './later.js';
import type { Report, Requirement } from './report.js';
import { isCertain } from './unicode.js';
import { once, small, start, type Module } from './wasm.js';
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
  readonly #judge: Judge;
  readonly #answers: readonly Answers[];
  readonly #rare: Rare | undefined;
  /** What is known of the person, and in the form in which the judge reads it. */
  #known: Context = {};
  #written: readonly number[] = [];
  #isKnownForCertain = true;

  private constructor(ready: Ready, print: string | undefined, judge: Judge, rare?: Rare) {
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
    let ready: Ready;
    let module: Promise<Module>;
    let rare: Rare | undefined;
    try {
      ready = common(document);
      module = small();
    } catch {
      // It has something else in it.
      rare = await loadRare();
      ready = rare.read(document);
      module = rare.every();
    }
    const print = await fingerprint(ready.canonical);
    const own = judge(await module, ready.wire);
    if (typeof own === 'number') throw rare!.problem(own);
    return new Policy(ready, print, own, rare);
  }

  /** Judges a password. Takes a microsecond; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    const { email, oldPassword, words } = context;
    const known = this.#known;
    // Words may have changed in place.
    if (words || known.words || email !== known.email || oldPassword !== known.oldPassword) {
      this.#written = this.#rare?.writeContext(context) ?? utf8(email ?? '');
      this.#isKnownForCertain = isCertain([email, oldPassword, Object.values(words ?? {})].join());
      this.#known = { email, oldPassword, words };
    }
    const isSure = this.#isKnownForCertain && isCertain(password);
    return readReport(this.#judge(password, this.#written), this.#answers, isSure, this.#rare?.readRare);
  }

  /** What is asked for, before a key is typed, in the policy's order. */
  explain(): Requirement[] {
    return this.#answers.map(({ asked }) => asked);
  }
}

type Rare = typeof import('./rare.js');

/** Each time, as there may be another language by then. */
const loadRare = (): Promise<Rare> =>
  once(async () => {
    const [rare] = await Promise.all([import('./rare.js'), ask()]);
    rare.use(utf8, writeWord, GenkanError, once, start);
    return rare;
  })();

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
    const response = await fetch(url, { cache: 'no-cache' });
    if (response.ok) return await response.json();
    throw new Error(`HTTP status ${response.status}`);
  } catch (cause) {
    throw new GenkanError('policy-unreachable', `no policy document at ${url}`, { cause });
  }
}
