import type { Context } from '../context.js';
import { Policy } from '../policy.js';
import { isRefused, type Report } from '../report.js';
import { Comparison } from './confirmation.js';
import { PolicySource } from './policy-source.js';
import { fieldOf, known, SOURCES } from './fields.js';
import { mark } from './dom.js';
import { View } from './view.js';
import { Sentences } from './sentences.js';
import { languageOf, loadTexts, textsOf, type CompleteTexts, type Texts } from './texts.js';

/** The element as its page configures it. */
export type Host = HTMLElement & { readonly context: Context; readonly texts: Partial<Texts> };

/**
 * Checks the field against the policy, and shows and announces the result in
 * the language of the element.
 */
export class Controller {
  readonly view: View;
  /** The report on the field; undefined while no policy is loaded. */
  report: Report | undefined;
  readonly #host: Host;
  readonly #source = new PolicySource();
  readonly #comparison: Comparison;
  /** Whether the person has left the field once. Before that, no error is shown. */
  #showsErrors = false;
  #texts: CompleteTexts;

  constructor(host: Host) {
    this.#host = host;
    this.#comparison = new Comparison(host);
    this.view = new View(host);
    // The texts without the sentences of the policy, which are loaded later.
    this.#texts = { ...textsOf(this.#tag), ...host.texts };
    this.view.texts = this.#texts;
  }

  /** Loads the policy, and shows it if it has changed. */
  async load(): Promise<void> {
    const host = this.#host;
    const { view } = this;
    const url = host.getAttribute('policy');
    const isWanted = (): boolean => host.isConnected && host.getAttribute('policy') === url;
    this.#source.url = url;
    try {
      const [policy] = await Promise.all([
        url === null ? undefined : Policy.load(new URL(url, document.baseURI)),
        loadTexts(this.#tag),
      ]);
      if (!isWanted()) return;
      view.trouble = '';
      if (policy && !this.#adopt(policy)) return;
    } catch (error) {
      // The policy that was loaded before remains in use.
      if (!isWanted() || this.#source.policy) return;
      this.#giveUp(error);
      return this.update();
    }
    await this.translate(false);
  }

  /** Loads the policy, unless it is the one with this fingerprint. */
  async refresh(fingerprint: string | undefined): Promise<void> {
    if (!(fingerprint && fingerprint === this.#source.policy?.fingerprint)) await this.load();
  }

  #adopt(policy: Policy): boolean {
    const { input, checklist, announcer, fingerprint: made } = this.view;
    const news = this.#source.adopt(policy, made?.value);
    if (news === 'same') return false;
    this.view.fit(policy.document);
    if (news === 'other') {
      checklist.empty();
      // It belongs to the other policy, and only the server can render it.
      input.removeAttribute('passwordrules');
      announcer.announce('policy', [this.#texts.changed]);
    }
    if (made && policy.fingerprint !== undefined) made.value = policy.fingerprint;
    return true;
  }

  /** Writes all texts in the language of the element. */
  async translate(isReplaced: boolean): Promise<void> {
    const { view } = this;
    const tag = this.#tag;
    const complete = await loadTexts(tag);
    if (tag !== this.#tag) return;
    const { policy, isChanged } = this.#source;
    const texts = (this.#texts = { ...complete, ...this.#host.texts });
    view.texts = texts;
    view.change = isChanged ? texts.changed : '';
    if (policy) {
      view.checklist.write(policy.explain(), texts, isReplaced);
      // The state of an empty field is in the list, and is not a change.
      const empty = this.#check('');
      if (empty) view.announcer.setKnown('password', this.#sentencesOf(empty, policy).all);
    }
    this.update();
  }

  /** Handles input in any field of the page. */
  typed({ target, isComposing }: Event & { isComposing?: boolean }): void {
    const { input, announcer } = this.view;
    const isNamedBy = (attribute: string): boolean => target === fieldOf(this.#host, attribute);
    if (target === input || isNamedBy('confirm')) this.#comparison.isFinished = false;
    if (target === input) {
      // The server's error was about another password.
      if (!this.#showsErrors) input.removeAttribute('aria-invalid');
      this.#onInput(!isComposing);
    } else if (SOURCES.some(isNamedBy)) {
      this.#onInput(input.value !== '');
    } else if (isNamedBy('confirm')) {
      announcer.announce('confirm', [this.#compare()].filter(Boolean));
    }
  }

  /** Handles a key in the field, and the loss of focus. */
  pressed(event: Event): void {
    this.view.capsLock.watch(event, this.#texts.capsLock);
  }

  /** Shows errors from now on, unless the field is empty. */
  showErrors(): void {
    if (this.view.input.value === '') return;
    this.#showsErrors = true;
    this.update();
  }

  /** Handles the loss of focus of any field of the page. */
  left(target: EventTarget | null): void {
    if (target === this.view.input) {
      this.showErrors();
    } else if (target === fieldOf(this.#host, 'confirm')) {
      this.#comparison.isFinished = true;
      this.#compare();
    }
  }

  /** Handles the reset of the form. */
  reset(): void {
    this.#showsErrors = this.#comparison.isFinished = false;
    this.view.input.removeAttribute('aria-invalid');
    this.update();
  }

  /** Checks the field and shows the result. */
  update(): void {
    const { input, checklist } = this.view;
    const texts = this.#texts;
    const { policy } = this.#source;
    this.report = this.#check(input.value);
    const report = input.value === '' ? undefined : this.report;
    const { wrong = [], hints = [] } = report && policy ? this.#sentencesOf(report, policy) : {};

    if (report) checklist.mark(report, texts);
    else checklist.clear();
    this.view.note(wrong, hints);
    const isWrong = report !== undefined && isRefused(report);
    input.setCustomValidity(isWrong ? texts.sentences(wrong) : '');
    if (this.#showsErrors) mark(input, 'aria-invalid', isWrong ? 'true' : null);
    this.#compare();
  }

  /** Handles the removal of the element from the page. */
  disconnect(): void {
    this.view.announcer.stop();
    this.#comparison.end();
  }

  /**
   * Checks the field after input in it or in a field on which the result
   * depends, and reports the result to the page.
   */
  #onInput(isAnnounced: boolean): void {
    this.update();
    const { report, view } = this;
    const { policy } = this.#source;
    if (!report || !policy) return;
    const sentences = this.#sentencesOf(report, policy);
    // Text that an input method is still composing is not announced.
    if (isAnnounced && view.input.value === '') view.announcer.setKnown('password', sentences.all);
    else if (isAnnounced) sentences.announce(view.announcer);
    this.#host.dispatchEvent(new CustomEvent('genkan-report', { detail: report, bubbles: true }));
  }

  /** Compares with the second field, and returns the result as a text. */
  #compare(): string {
    return this.#comparison.compare(this.view.input.value, this.#texts);
  }

  #sentencesOf(report: Report, policy: Policy): Sentences {
    return new Sentences(report, this.#texts, this.view.input.value, policy);
  }

  #check(password: string): Report | undefined {
    try {
      return this.#source.policy?.check(password, known(this.#host, this.#host.context));
    } catch (error) {
      this.#giveUp(error);
      return undefined;
    }
  }

  /** Makes the field work as it would without a script. */
  #giveUp(error: unknown): void {
    console.warn(error);
    this.#source.policy = undefined;
    this.view.trouble = this.#texts.unavailable;
  }

  /** The language of the element. */
  get #tag(): string {
    return languageOf(this.#host) || navigator.language;
  }
}
