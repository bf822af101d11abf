import type { Context } from '../context.js';
import { Policy } from '../policy.js';
import { requirement } from '../message.js';
import { isRefused, type Report } from '../report.js';
import { Comparison } from './confirmation.js';
import { describe } from './description.js';
import { PolicySource } from './policy-source.js';
import { isSource, known, newPasswordField } from './fields.js';
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
  /** The fingerprint of the policy with which the page was made. */
  #made: string | undefined;
  #tag: string;
  #texts: CompleteTexts;

  constructor(host: Host) {
    this.#host = host;
    this.view = new View(host);
    this.#comparison = new Comparison(host, this.view.confirmation);
    this.#tag = tagOf(host);
    // The texts without the sentences of the policy, which are loaded later.
    this.#texts = this.view.texts = { ...textsOf(this.#tag), ...host.texts };
  }

  /** The page's field; undefined while it has none. */
  get input(): HTMLInputElement | undefined {
    return newPasswordField(this.#host);
  }

  /** The second field; undefined if the page has none. */
  get confirmation(): HTMLInputElement | undefined {
    return this.#comparison.input;
  }

  /** Follows the page: its attributes, its field and its list may have changed. */
  follow(): void {
    const { view } = this;
    view.reveal.follow();
    if (this.#host.getAttribute('policy') !== this.#source.url) void this.load();
    if (view.checklist.follow(this.#host)) this.#write();
    const made = this.#fingerprint?.value;
    // A server that renders the field again may have another policy by now.
    if (made !== this.#made && made && this.#source.policy) void this.refresh(made);
    this.#made = made;
    if (tagOf(this.#host) === this.#tag) return this.update();
    view.checklist.isOutdated = true;
    void this.translate();
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
    await this.translate();
  }

  /** Loads the policy, unless it is the one with this fingerprint. */
  async refresh(fingerprint: string | undefined): Promise<void> {
    if (!(fingerprint && fingerprint === this.#source.policy?.fingerprint)) await this.load();
  }

  #adopt(policy: Policy): boolean {
    const { checklist, announcer } = this.view;
    const news = this.#source.adopt(policy, this.#fingerprint?.value);
    if (news === 'same') return false;
    if (news === 'other') {
      checklist.isOutdated = true;
      // They are the other policy's, and only the server can render them.
      for (const name of ['minlength', 'passwordrules']) this.input?.removeAttribute(name);
      announcer.announce('policy', [this.#texts.changed]);
    }
    return true;
  }

  /**
   * Sends the fingerprint of the policy in use. The page's field keeps the
   * server's: a browser that loads the page again would restore a changed value.
   */
  send({ target, formData }: FormDataEvent): void {
    const name = this.#fingerprint?.name;
    const { fingerprint } = this.#source.policy ?? {};
    if (target === this.input?.form && name && fingerprint && formData.has(name)) formData.set(name, fingerprint);
  }

  /** Writes all texts in the language of the element. */
  async translate(): Promise<void> {
    const { view } = this;
    const tag = (this.#tag = tagOf(this.#host));
    const complete = await loadTexts(tag);
    if (tag !== this.#tag) return;
    const { policy, isChanged } = this.#source;
    const texts = (this.#texts = view.texts = { ...complete, ...this.#host.texts });
    view.change = isChanged ? texts.changed : '';
    this.#write();
    // The state of an empty field is in the list, and is not a change.
    const empty = this.#check('');
    if (policy && empty) view.announcer.setKnown('password', this.#sentencesOf(empty, policy).all);
    this.update();
  }

  #write(): void {
    const { policy } = this.#source;
    if (policy) this.view.checklist.write(policy.explain(), this.#texts);
  }

  /** Handles input in any field of the page. */
  typed({ target, isComposing }: Event & { isComposing?: boolean }): void {
    const { input, confirmation } = this;
    const { announcer, checklist } = this.view;
    const isOwn = target === input;
    if (isOwn || target === confirmation) this.#comparison.isFinished = false;
    if (isOwn) {
      // The server's marks and its error were about another password.
      checklist.isMarked = false;
      if (!this.#showsErrors) input?.removeAttribute('aria-invalid');
      this.#onInput(!isComposing);
    } else if (isSource(this.#host, target)) {
      this.#onInput(this.#password !== '');
    } else if (target === confirmation) {
      this.update();
      announcer.announce('confirm', [this.#comparison.text].filter(Boolean));
    }
  }

  /** Handles a key in the field, and the loss of focus. */
  pressed(event: Event): void {
    this.view.capsLock.watch(event, this.#texts.capsLock);
  }

  /** Shows errors from now on, unless the field is empty. */
  showErrors(): void {
    this.#showsErrors ||= this.#password !== '';
    this.update();
  }

  /** Handles the focus of any field of the page. */
  entered(target: EventTarget | null): void {
    if (target === this.input || target === this.confirmation) this.update();
  }

  /** Handles the loss of focus of any field of the page. */
  left(target: EventTarget | null): void {
    if (target === this.input) return this.showErrors();
    if (target === this.confirmation) this.#comparison.isFinished = true;
    this.update();
  }

  /** Handles the reset of the form. */
  reset(): void {
    this.#showsErrors = this.#comparison.isFinished = false;
    this.input?.removeAttribute('aria-invalid');
    this.update();
  }

  /** Checks the field and shows the result. */
  update(): void {
    const { input, view } = this;
    const { checklist } = view;
    const texts = this.#texts;
    const { policy } = this.#source;
    this.report = this.#check(this.#password);
    const report = this.#password === '' ? undefined : this.report;
    const sentences = report && policy && this.#sentencesOf(report, policy);
    const { wrong = [], hints = [] } = sentences ?? {};

    const others = checklist.mark(report, texts);
    checklist.show(policy !== undefined && !checklist.isMarked);
    view.note(others, hints);
    const isWrong = report !== undefined && isRefused(report);
    input?.setCustomValidity(isWrong ? texts.sentences(wrong) : '');
    view.isWrong = isWrong && this.#showsErrors;
    if (input && this.#showsErrors) mark(input, 'aria-invalid', isWrong ? 'true' : null);
    this.#comparison.compare(this.#password, texts);

    this.#describe(sentences, policy);
  }

  /** Describes the fields to screen readers. */
  #describe(sentences: Sentences | undefined, policy: Policy | undefined): void {
    const { input, confirmation } = this;
    const { lang, templates, sentences: join } = this.#texts;
    // Without the two requirements of every policy, as the list.
    const asked = policy?.explain().slice(2).map((each) => requirement(templates, each)) ?? [];
    const { wrong = [], hints = [], all = asked } = sentences ?? {};
    // A list of the page's describes the field itself.
    if (input) describe(input, join([...(this.view.checklist.page ? wrong : all), ...hints]), lang);
    if (confirmation) describe(confirmation, this.#comparison.text, lang);
  }

  /** Handles the removal of the element from the page. */
  disconnect(): void {
    this.view.reveal.show(false);
    this.view.announcer.stop();
    this.#comparison.end();
  }

  /**
   * Checks the field after input in it or in a field on which the result
   * depends, and reports the result to the page.
   */
  #onInput(isAnnounced: boolean): void {
    this.update();
    const { report } = this;
    const { announcer } = this.view;
    const { policy } = this.#source;
    if (!report || !policy) return;
    const sentences = this.#sentencesOf(report, policy);
    // Text that an input method is still composing is not announced.
    if (isAnnounced && this.#password === '') announcer.setKnown('password', sentences.all);
    else if (isAnnounced) sentences.announce(announcer);
    // After the page's own listeners: if a framework rendered the page now, it
    // would undo what it has not read yet.
    setTimeout(() => this.#host.dispatchEvent(new CustomEvent('genkan-report', { detail: report, bubbles: true })));
  }

  /** The hidden field with the fingerprint of the page's policy. */
  get #fingerprint(): HTMLInputElement | null {
    return this.#host.querySelector('input.genkan-fingerprint');
  }

  get #password(): string {
    return this.input?.value ?? '';
  }

  #sentencesOf(report: Report, policy: Policy): Sentences {
    return new Sentences(report, this.#texts, this.#password, policy);
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
}

/** The language of the element. */
function tagOf(host: HTMLElement): string {
  return languageOf(host) || navigator.language;
}
