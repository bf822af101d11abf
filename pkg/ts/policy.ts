import { readBasic, type ReadDocument } from './basic.js';
import { writeNumber, writeText } from './bytes.js';
import { checker } from './checker.js';
import type { Context } from './context.js';
import type { Document } from './document.js';
import { GenkanError } from './error.js';
import { fingerprint } from './fingerprint.js';
import { loadMessages } from './lazy-messages.js';
import type { Checker, Module } from './module.js';
import { itemsOf, readReport, type Items } from './read-report.js';
import type { Report, Requirement } from './report.js';
import { isCertain } from './unicode.js';
import { loadBasic, once } from './wasm.js';

/**
 * A policy that is ready to check passwords: the server's own code, compiled for
 * the browser, so that both return the same report.
 *
 * ```js
 * const policy = await Policy.load('/policy.json');
 * const report = policy.check('Taro-2026', { email: 'taro@example.jp' });
 * report.accepted; // false
 * ```
 *
 * The server decides: a report in the browser is for the person who is typing.
 */
export class Policy {
  /** The policy's document, as the crate writes it. */
  readonly document: Document;
  /**
   * Identifies the policy: 32 hexadecimal digits, those of the crate's
   * `Policy::fingerprint`. If a form sends it with a new password, the server can
   * tell an outdated page from a bad password. Undefined on a page that was
   * loaded over plain HTTP, for which browsers compute no digest.
   */
  readonly fingerprint: string | undefined;
  readonly #checker: Checker;
  readonly #items: readonly Items[];
  readonly #extended: Extended | undefined;
  /** The last context, and the bytes that the module reads. */
  #context: Context = {};
  #written: readonly number[] = [];
  #isContextCertain = true;

  private constructor(read: ReadDocument, print: string | undefined, own: Checker, extended?: Extended) {
    const { document, requirements } = read;
    const size: Requirement = { rule: 'size', max: document.max_bytes };
    const all: readonly Requirement[] = [size, { rule: 'control-characters' }, ...requirements];
    this.document = document;
    this.fingerprint = print;
    this.#checker = own;
    this.#items = all.map((each) => itemsOf(Object.freeze(each)));
    this.#extended = extended;
  }

  /** Fetches a policy document and makes it ready. */
  static async load(url: string | URL): Promise<Policy> {
    // Both at once, since most documents need only the basic module.
    const [document] = await Promise.all([fetchJson(url), loadBasic()]);
    return Policy.from(document);
  }

  /** Makes a policy document ready: an object, as JSON.parse gives it. */
  static async from(document: unknown): Promise<Policy> {
    let read: ReadDocument;
    let module: Promise<Module>;
    let extended: Extended | undefined;
    try {
      read = readBasic(document);
      module = loadBasic();
    } catch {
      extended = await loadExtended();
      read = extended.readExtended(document);
      module = extended.loadExtended();
    }
    const print = await fingerprint(read.canonical);
    const own = checker(await module, read.canonical);
    if (typeof own === 'number') throw extended!.problem(own);
    return new Policy(read, print, own, extended);
  }

  /** Checks a password. Takes a microsecond; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    // Words may have changed in place.
    if (context.words || this.#context.words || PARTS.some((part) => context[part] !== this.#context[part])) {
      const { email = '', currentPassword, words = {} } = context;
      this.#written = this.#extended?.writeContext(context) ?? writeEmail(email);
      this.#isContextCertain = isCertain([email, currentPassword, Object.values(words)].join());
      this.#context = { ...context };
    }
    const isSure = this.#isContextCertain && isCertain(password);
    return readReport(this.#checker(password, this.#written), this.#items, isSure, this.#extended?.readExtendedViolation);
  }

  /** Returns the requirements, in the policy's order. */
  explain(): Requirement[] {
    return this.#items.map(({ requirement }) => requirement);
  }
}

const PARTS = ['email', 'currentPassword', 'reused', 'breached', 'score'] as const;

/** The whole context of the documented rules: pkg/src/wire/context.rs. */
function writeEmail(email: string): number[] {
  const bytes: number[] = [];
  writeNumber(0, bytes);
  writeText(email, bytes);
  return bytes;
}

type Extended = typeof import('./extended.js');

/** Loads also the messages, each time, since a language may have been added. */
const loadExtended = (): Promise<Extended> =>
  once(async () => {
    const [extended] = await Promise.all([import('./extended.js'), loadMessages()]);
    return extended;
  })();

/** Checks one password by one document. For more than one, make a `Policy`. */
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
