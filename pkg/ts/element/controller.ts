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

/** What a page has to say to an element. */
export type Host = HTMLElement & { readonly context: Context; readonly texts: Partial<Texts> };

/**
 * Leads a person to a password that the policy accepts: judges what is in the
 * field and shows and says it, in the language of the element's place.
 */
export class Controller {
  readonly view: View;
  /** What is to be said of the field as it is; nothing while no policy is loaded. */
  report: Report | undefined;
  readonly #host: Host;
  readonly #source = new PolicySource();
  readonly #comparison: Comparison;
  /** Whether the person has left the field once; no mistake is called before. */
  #isJudged = false;
  #texts: CompleteTexts;

  constructor(host: Host) {
    this.#host = host;
    this.#comparison = new Comparison(host);
    this.view = new View(host);
    // What every language has at hand.
    this.#texts = { ...textsOf(this.#tag), ...host.texts };
    this.view.texts = this.#texts;
  }

  /** Loads the policy, and shows it where it is another one than before. */
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
      // The policy from before is as good as any.
      if (!isWanted() || this.#source.policy) return;
      this.#giveUp(error);
      return this.judge();
    }
    await this.speak(false);
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
      // It was the other policy's, and only the server can write it.
      input.removeAttribute('passwordrules');
      announcer.later('policy', [this.#texts.changed]);
    }
    if (made && policy.fingerprint !== undefined) made.value = policy.fingerprint;
    return true;
  }

  /** Says everything in the language of the element. */
  async speak(isRewritten: boolean): Promise<void> {
    const { view } = this;
    const tag = this.#tag;
    const complete = await loadTexts(tag);
    if (tag !== this.#tag) return;
    const { policy, isChanged } = this.#source;
    const texts = (this.#texts = { ...complete, ...this.#host.texts });
    view.texts = texts;
    view.change = isChanged ? texts.changed : '';
    if (policy) {
      view.checklist.write(policy.explain(), texts, isRewritten);
      // What holds of an empty field is in the list, and is no change.
      const empty = this.#check('');
      if (empty) view.announcer.know('password', this.#sentencesOf(empty, policy).all);
    }
    this.judge();
  }

  /** Something has been typed on the page. */
  typed({ target, isComposing }: Event & { isComposing?: boolean }): void {
    const { input, announcer } = this.view;
    const isNamedBy = (attribute: string): boolean => target === fieldOf(this.#host, attribute);
    if (target === input || isNamedBy('confirm')) this.#comparison.isFinished = false;
    if (target === input) {
      // What the server said was about another password.
      if (!this.#isJudged) input.removeAttribute('aria-invalid');
      this.#update(!isComposing);
    } else if (SOURCES.some(isNamedBy)) {
      this.#update(input.value !== '');
    } else if (isNamedBy('confirm')) {
      announcer.later('confirm', [this.#compare()].filter(Boolean));
    }
  }

  /** A key has been pressed in the field, or it has been left. */
  pressed(event: Event): void {
    this.view.capsLock.watch(event, this.#texts.capsLock);
  }

  /** Calls mistakes mistakes, once there is something that may be one. */
  judgeFromNowOn(): void {
    if (this.view.input.value === '') return;
    this.#isJudged = true;
    this.judge();
  }

  /** Something on the page has been left. */
  left(target: EventTarget | null): void {
    if (target === this.view.input) {
      this.judgeFromNowOn();
    } else if (target === fieldOf(this.#host, 'confirm')) {
      this.#comparison.isFinished = true;
      this.#compare();
    }
  }

  /** The form has been reset. */
  startOver(): void {
    this.#isJudged = this.#comparison.isFinished = false;
    this.view.input.removeAttribute('aria-invalid');
    this.judge();
  }

  /** Judges the field as it is and shows it. */
  judge(): void {
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
    if (this.#isJudged) mark(input, 'aria-invalid', isWrong ? 'true' : null);
    this.#compare();
  }

  /** The element is gone from the page. */
  leave(): void {
    this.view.announcer.stop();
    this.#comparison.end();
  }

  /** Judges what has been typed here or in a field on which it depends. */
  #update(isAnnounced: boolean): void {
    this.judge();
    const { report, view } = this;
    const { policy } = this.#source;
    if (!report || !policy) return;
    const told = this.#sentencesOf(report, policy);
    // What an input method has not finished is not worth a word.
    if (isAnnounced && view.input.value === '') view.announcer.know('password', told.all);
    else if (isAnnounced) told.announce(view.announcer);
    this.#host.dispatchEvent(new CustomEvent('genkan-report', { detail: report, bubbles: true }));
  }

  /** Compares with the second field, where there is one, and answers with what there is to say. */
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

  /** Leaves the field as it would be without a script. */
  #giveUp(error: unknown): void {
    console.warn(error);
    this.#source.policy = undefined;
    this.view.trouble = this.#texts.unavailable;
  }

  /** The language of this place of the page. */
  get #tag(): string {
    return languageOf(this.#host) || navigator.language;
  }
}
