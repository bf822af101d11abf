import { hint, requirement, status, violation } from '../message.js';
import type { Policy } from '../policy.js';
import { isRefused, violations, type Report } from '../report.js';
import type { Announcer } from './announcer.js';
import type { CompleteTexts } from './texts.js';

/** A report about a password, in the words of a language. */
export class Sentences {
  /** What is wrong. */
  readonly wrong: string[];
  /** What is worth knowing. */
  readonly hints: string[];
  readonly #report: Report;
  readonly #texts: CompleteTexts;

  constructor(report: Report, texts: CompleteTexts, password: string, { document }: Policy) {
    const { templates } = texts;
    this.wrong = violations(report).map((each) => violation(templates, each));
    this.hints = report.hints.map((each) => hint(templates, each, password, document.preparation));
    this.#report = report;
    this.#texts = texts;
  }

  /** A sentence for each requirement: what is wrong, or how the password stands to it. */
  get all(): string[] {
    const { templates, stated } = this.#texts;
    const told = this.#report.items.filter((item) => item.status !== 'not-applicable');
    return told.map((item) =>
      item.status === 'unmet'
        ? violation(templates, item.violation)
        : requirement(templates, item) + stated(status(templates, item)),
    );
  }

  /** Says what changed of the requirements, or, once all is well, that it is. */
  announce(announcer: Announcer): void {
    const { accepted, open } = this.#texts;
    if (isRefused(this.#report)) announcer.later('password', [...this.all, ...this.hints]);
    else announcer.later('password', [this.#report.accepted ? accepted : open, ...this.hints], this.all);
  }
}
