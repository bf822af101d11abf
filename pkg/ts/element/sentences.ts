import { hint, requirement, status, violation } from '../message.js';
import type { Policy } from '../policy.js';
import { isRefused, violations, type Report } from '../report.js';
import type { Announcer } from './announcer.js';
import { isImplied } from './checklist.js';
import type { CompleteTexts } from './texts.js';

/** The sentences of a report in a language. */
export class Sentences {
  /** The violations. */
  readonly wrong: string[];
  /** The hints. */
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

  /** A sentence for each requirement: the violation, or the requirement with its status. */
  get all(): string[] {
    const { templates, stated } = this.#texts;
    const items = this.#report.items.filter(
      ({ status, rule }) => status !== 'not-applicable' && (status === 'unmet' || !isImplied(rule)),
    );
    return items.map((item) =>
      item.status === 'unmet'
        ? violation(templates, item.violation)
        : requirement(templates, item) + stated(status(templates, item)),
    );
  }

  /** Announces changes of the requirements or, if none is violated, that the password is accepted. */
  announce(announcer: Announcer): void {
    const { accepted, open } = this.#texts;
    if (isRefused(this.#report)) announcer.announce('password', [...this.all, ...this.hints]);
    else announcer.announce('password', [this.#report.accepted ? accepted : open, ...this.hints], this.all);
  }
}
