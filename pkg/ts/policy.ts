import { readBasic, type ReadDocument } from './basic.js';
import { checker } from './checker.js';
import type { Context } from './context.js';
import type { Document } from './document.js';
import { GenkanError } from './error.js';
import type { InvalidDocument } from './invalid-document.js';
import { fingerprint } from './fingerprint.js';
import { loadMessages } from './lazy-messages.js';
import type { Checker } from './module.js';
import { itemsOf, readReport, UNCERTAIN, type Items } from './read-report.js';
import type { Item, Report, Requirement } from './report.js';
import { isCertain } from './unicode.js';
import { importExtendedRules, loadBasic, loadExtended, loadFrom, once } from './wasm.js';
import { ENCODER, Writer } from './writer.js';

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
  /** The items of a password that meets every requirement. */
  readonly #met: readonly Item[];
  readonly #extended: Extended | undefined;
  /** The last context, and the bytes that the module reads. */
  #context: string | undefined;
  #written!: ArrayLike<number>;
  #isContextCertain!: boolean;

  private constructor(read: ReadDocument, print: string | undefined, own: Checker, extended?: Extended) {
    const { document, requirements } = read;
    const size: Requirement = { rule: 'size', max: document.max_bytes };
    const all: readonly Requirement[] = [size, { rule: 'control-characters' }, ...requirements];
    this.document = document;
    this.fingerprint = print;
    this.#checker = own;
    this.#items = all.map((each) => itemsOf(Object.freeze(each)));
    this.#met = Object.freeze(this.#items.map(({ items }) => items[0]!));
    this.#extended = extended;
  }

  /** Returns the policy of a document that it fetches. */
  static async load(url: string | URL): Promise<Policy> {
    // Both at once, since most documents need only the basic module.
    const [document] = await Promise.all([fetchJson(url), loadBasic()]);
    return Policy.from(document);
  }

  /** Returns the policy of a document: an object, as JSON.parse returns it. */
  static async from(document: unknown, { module }: PolicyOptions = {}): Promise<Policy> {
    const own = module && (await loadFrom(() => module)());
    let to = new Writer();
    let read: ReadDocument;
    let load = loadBasic;
    let extended: Extended | undefined;
    try {
      // The extended module reads another form of a context.
      if (own?.exports.all) throw own;
      read = readBasic(document, to);
    } catch {
      extended = await importExtended();
      to = new Writer();
      try {
        read = extended.readExtended(document, to, own);
      } catch (error) {
        throw invalid(error as InvalidDocument);
      }
      load = loadExtended;
    }
    // Both at once: a failure of a promise that nothing waits for yet would end a
    // process of Node.
    const [print, started] = await Promise.all([fingerprint(to.bytes), own ?? load()]);
    const checks = checker(started, to.bytes);
    if (typeof checks === 'number') throw invalid(extended!.invalid(checks));
    return new Policy(read, print, checks, extended);
  }

  /** Checks a password. Takes a microsecond; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    const email = context.email ?? '';
    // As a text, because words may have changed in place.
    const key = this.#extended ? JSON.stringify(context) : email;
    if (key !== this.#context) {
      const to = new Writer();
      this.#extended?.writeContext(context, to);
      this.#written = this.#extended ? to.bytes : ENCODER.encode(email);
      this.#isContextCertain = isCertain(key);
      this.#context = key;
    }
    return this.#checker(password, this.#written, (numbers, at, isAscii) => {
      const isSure = this.#isContextCertain && (isAscii || isCertain(password));
      if (!at) return { accepted: isSure, items: this.#met, hints: isSure ? [] : [UNCERTAIN] };
      return readReport(numbers, at, this.#items, isSure, this.#extended?.readExtendedViolation);
    });
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
    const [extended] = await Promise.all([importExtendedRules(), loadMessages()]);
    return extended;
  })();

/** The options of `Policy.from`. */
export type PolicyOptions = {
  /**
   * The module `genkan/extended.wasm`, compiled or as its bytes, if the package
   * cannot load it by itself. `genkan/basic.wasm` is enough for a policy of the
   * documented rules.
   */
  readonly module?: WebAssembly.Module | BufferSource | undefined;
};

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
