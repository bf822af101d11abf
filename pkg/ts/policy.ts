import { readBasic, type ReadDocument } from './basic.js';
import { checker } from './checker.js';
import type { Context } from './context.js';
import type { Document } from './document.js';
import { GenkanError } from './error.js';
import type { InvalidDocument } from './invalid-document.js';
import { fingerprint } from './fingerprint.js';
import { loadMessages } from './lazy-messages.js';
import type { Checker, Module } from './module.js';
import { itemsOf, readReport, type Items } from './read-report.js';
import type { Report, Requirement } from './report.js';
import { isCertain } from './unicode.js';
import { loadBasic, loadExtended, once } from './wasm.js';
import { Writer } from './writer.js';

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
   * `Policy::fingerprint`. If a form sends it with a new password, the server
   * can distinguish an outdated page from a bad password. Undefined on a page
   * that was loaded over plain HTTP, for which browsers compute no digest.
   */
  readonly fingerprint: string | undefined;
  readonly #checker: Checker;
  readonly #items: readonly Items[];
  readonly #extended: Extended | undefined;
  /** The last context, and the bytes that the module reads. */
  #context: string | undefined;
  #written!: readonly number[];
  #isContextCertain!: boolean;

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

  /** Returns the policy of a document that it fetches. */
  static async load(url: string | URL): Promise<Policy> {
    // Both at once, since most documents need only the basic module.
    const [document] = await Promise.all([fetchJson(url), loadBasic()]);
    return Policy.from(document);
  }

  /** Returns the policy of a document: an object, as JSON.parse returns it. */
  static async from(document: unknown): Promise<Policy> {
    let to = new Writer();
    let read: ReadDocument;
    let module: Promise<Module>;
    let extended: Extended | undefined;
    try {
      read = readBasic(document, to);
      module = loadBasic();
    } catch {
      extended = await importExtended();
      to = new Writer();
      try {
        read = extended.readExtended(document, to);
      } catch (error) {
        throw invalid(error as InvalidDocument);
      }
      module = loadExtended();
    }
    const print = await fingerprint(to.bytes);
    const own = checker(await module, to.bytes);
    if (typeof own === 'number') throw invalid(extended!.invalid(own));
    return new Policy(read, print, own, extended);
  }

  /** Checks a password. Takes a microsecond; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    // As a text, because words may have changed in place.
    const key = JSON.stringify(context);
    if (key !== this.#context) {
      const to = new Writer();
      if (this.#extended) {
        this.#extended.writeContext(context, to);
      } else {
        // Its tag: pkg/src/wire/context.rs.
        to.number(0);
        to.text(context.email ?? '');
      }
      this.#written = to.bytes;
      this.#isContextCertain = isCertain(key);
      this.#context = key;
    }
    const isSure = this.#isContextCertain && isCertain(password);
    return readReport(this.#checker(password, this.#written), this.#items, isSure, this.#extended?.readExtendedViolation);
  }

  /** Returns the requirements, in the policy's order. */
  explain(): Requirement[] {
    return this.#items.map(({ requirement }) => requirement);
  }
}

function invalid({ code, message }: InvalidDocument): GenkanError {
  return new GenkanError(code, message);
}

type Extended = typeof import('./extended.js');

/** Also loads the messages, each time, since a language may have been added. */
const importExtended = (): Promise<Extended> =>
  once(async () => {
    const [extended] = await Promise.all([import('./extended.js'), loadMessages()]);
    return extended;
  })();

/** Checks one password against a document. For several passwords, make a `Policy`. */
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
    throw response.status;
  } catch (cause) {
    throw new GenkanError('policy-unreachable', `no policy document at ${url}`, { cause });
  }
}
