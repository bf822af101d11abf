import { read as readDocument, type Document } from './document.js';
import { GenkanError, type ErrorCode } from './error.js';
import type { Judge } from './genkan.js';
import type { Report, Requirement } from './report.js';
import { judge } from './wasm.js';
import { read as readReport, write } from './wire.js';

/** What is known of the person. Rules that need to know more do not apply. */
export type Context = {
  /** Their mail address. An empty one says nothing. */
  email?: string | undefined;
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
  /** The document that this policy was made from. */
  readonly document: Document;
  readonly #judge: Judge;

  private constructor(document: Document, judge: Judge) {
    this.document = document;
    this.#judge = judge;
  }

  /** Fetches a policy document and makes it ready. */
  static async load(url: string | URL): Promise<Policy> {
    // Both at once: the module does not depend on the document.
    const [document] = await Promise.all([fetchJson(url), judge()]);
    return Policy.from(document);
  }

  /** Makes a policy document ready: an object, as JSON.parse gives it. */
  static async from(document: unknown): Promise<Policy> {
    const own = readDocument(document);
    const Judge = await judge();
    try {
      return new Policy(own, new Judge(...write(own)));
    } catch (code) {
      if (typeof code !== 'string') throw code;
      throw new GenkanError(code as ErrorCode, REASONS[code] ?? 'the document is not valid');
    }
  }

  /** Judges a password. Takes microseconds; nothing leaves the page. */
  check(password: string, context: Context = {}): Report {
    return readReport(this.#judge.check(password, context.email), this.explain());
  }

  /** What is asked for, before a key is typed, in the policy's order. */
  explain(): Requirement[] {
    const { max_bytes: max, rules } = this.document;
    return [{ rule: 'size', max }, { rule: 'characters' }, ...rules];
  }
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

const REASONS: Record<string, string> = {
  'policy-version': 'this version of the package reads documents of version 1',
  'policy-max-bytes': 'max_bytes must be 1 to 65536',
  'policy-length': 'min cannot be reached within max_bytes',
  'policy-required': 'required must be 1 to 4',
  'policy-special': 'special must be ASCII punctuation, each character once',
  'policy-min-piece': 'min_piece must be at least 1',
};
