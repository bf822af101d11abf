import { Policy, type Context } from '../policy.js';
import { isRefused, type Report } from '../report.js';
import { Comparison } from './confirmation.js';
import { Current } from './current.js';
import { fieldOf, known, SOURCES } from './fields.js';
import { mark } from './nodes.js';
import { Parts } from './parts.js';
import { Sentences } from './sentences.js';
import { languageOf, spoken, wordsOf, type Spoken, type Words } from './words.js';

/** What a page has to say to an element. */
export type Host = HTMLElement & { readonly context: Context; readonly words: Partial<Words> };

/**
 * Leads a person to a password that the policy accepts: judges what is in the
 * field and shows and says it, in the language of the element's place.
 */
export class Guide {
  readonly parts: Parts;
  /** What is to be said of the field as it is; nothing while no policy is loaded. */
  report: Report | undefined;
  readonly #host: Host;
  readonly #current = new Current();
  readonly #comparison: Comparison;
  /** Whether the person has left the field once; no mistake is called before. */
  #isJudged = false;
  #words: Spoken;

  constructor(host: Host) {
    this.#host = host;
    this.#comparison = new Comparison(host);
    this.parts = new Parts(host);
    // What every language has at hand.
    this.#words = { ...wordsOf(this.#tag), ...host.words };
    this.parts.words = this.#words;
  }

  /** Loads the policy, and shows it where it is another one than before. */
  async load(): Promise<void> {
    const host = this.#host;
    const { parts } = this;
    const url = host.getAttribute('policy');
    const isWanted = (): boolean => host.isConnected && host.getAttribute('policy') === url;
    this.#current.url = url;
    try {
      const [policy] = await Promise.all([
        url === null ? undefined : Policy.load(new URL(url, document.baseURI)),
        spoken(this.#tag),
      ]);
      if (!isWanted()) return;
      parts.trouble = '';
      if (policy && !this.#adopt(policy)) return;
    } catch (error) {
      // The policy from before is as good as any.
      if (!isWanted() || this.#current.policy) return;
      this.#giveUp(error);
      return this.judge();
    }
    await this.speak(false);
  }

  /** Loads the policy, unless it is the one with this fingerprint. */
  async refresh(fingerprint: string | undefined): Promise<void> {
    if (!(fingerprint && fingerprint === this.#current.policy?.fingerprint)) await this.load();
  }

  #adopt(policy: Policy): boolean {
    const { input, checklist, announcer, fingerprint: made } = this.parts;
    const news = this.#current.adopt(policy, made?.value);
    if (news === 'same') return false;
    this.parts.fit(policy.document);
    if (news === 'other') {
      checklist.empty();
      // It was the other policy's, and only the server can write it.
      input.removeAttribute('passwordrules');
      announcer.later('policy', [this.#words.changed]);
    }
    if (made && policy.fingerprint !== undefined) made.value = policy.fingerprint;
    return true;
  }

  /** Says everything in the language of the element. */
  async speak(isRewritten: boolean): Promise<void> {
    const { parts } = this;
    const tag = this.#tag;
    const complete = await spoken(tag);
    if (tag !== this.#tag) return;
    const { policy, isChanged } = this.#current;
    const words = (this.#words = { ...complete, ...this.#host.words });
    parts.words = words;
    parts.change = isChanged ? words.changed : '';
    if (policy) {
      parts.checklist.write(policy.explain(), words, isRewritten);
      // What holds of an empty field is in the list, and is no change.
      const empty = this.#check('');
      if (empty) parts.announcer.know('password', this.#told(empty, policy).all);
    }
    this.judge();
  }

  /** Something has been typed on the page. */
  typed({ target, isComposing }: Event & { isComposing?: boolean }): void {
    const { input, announcer } = this.parts;
    const isNamedBy = (attribute: string): boolean => target === fieldOf(this.#host, attribute);
    if (target === input || isNamedBy('confirm')) this.#comparison.isFinished = false;
    if (target === input) {
      // What the server said was about another password.
      if (!this.#isJudged) input.removeAttribute('aria-invalid');
      this.#tell(!isComposing);
    } else if (SOURCES.some(isNamedBy)) {
      this.#tell(input.value !== '');
    } else if (isNamedBy('confirm')) {
      announcer.later('confirm', [this.#compare()].filter(Boolean));
    }
  }

  /** A key has been pressed in the field, or it has been left. */
  pressed(event: Event): void {
    this.parts.capsLock.watch(event, this.#words.capsLock);
  }

  /** Calls mistakes mistakes, once there is something that may be one. */
  judgeFromNowOn(): void {
    if (this.parts.input.value === '') return;
    this.#isJudged = true;
    this.judge();
  }

  /** Something on the page has been left. */
  left(target: EventTarget | null): void {
    if (target === this.parts.input) {
      this.judgeFromNowOn();
    } else if (target === fieldOf(this.#host, 'confirm')) {
      this.#comparison.isFinished = true;
      this.#compare();
    }
  }

  /** The form has been reset. */
  startOver(): void {
    this.#isJudged = this.#comparison.isFinished = false;
    this.parts.input.removeAttribute('aria-invalid');
    this.judge();
  }

  /** Judges the field as it is and shows it. */
  judge(): void {
    const { input, checklist } = this.parts;
    const words = this.#words;
    const { policy } = this.#current;
    this.report = this.#check(input.value);
    const report = input.value === '' ? undefined : this.report;
    const { wrong = [], hints = [] } = report && policy ? this.#told(report, policy) : {};

    if (report) checklist.mark(report, words);
    else checklist.clear();
    this.parts.note(wrong, hints);
    const isWrong = report !== undefined && isRefused(report);
    input.setCustomValidity(isWrong ? words.sentences(wrong) : '');
    if (this.#isJudged) mark(input, 'aria-invalid', isWrong ? 'true' : null);
    this.#compare();
  }

  /** The element is gone from the page. */
  leave(): void {
    this.parts.announcer.stop();
    this.#comparison.end();
  }

  /** Judges what has been typed here or in a field on which it depends. */
  #tell(isAnnounced: boolean): void {
    this.judge();
    const { report, parts } = this;
    const { policy } = this.#current;
    if (!report || !policy) return;
    const told = this.#told(report, policy);
    // What an input method has not finished is not worth a word.
    if (isAnnounced && parts.input.value === '') parts.announcer.know('password', told.all);
    else if (isAnnounced) told.announce(parts.announcer);
    this.#host.dispatchEvent(new CustomEvent('genkan-report', { detail: report, bubbles: true }));
  }

  /** Compares with the second field, where there is one, and answers with what there is to say. */
  #compare(): string {
    return this.#comparison.compare(this.parts.input.value, this.#words);
  }

  #told(report: Report, policy: Policy): Sentences {
    return new Sentences(report, this.#words, this.parts.input.value, policy);
  }

  #check(password: string): Report | undefined {
    try {
      return this.#current.policy?.check(password, known(this.#host, this.#host.context));
    } catch (error) {
      this.#giveUp(error);
      return undefined;
    }
  }

  /** Leaves the field as it would be without a script. */
  #giveUp(error: unknown): void {
    console.warn(error);
    this.#current.policy = undefined;
    this.parts.trouble = this.#words.unavailable;
  }

  /** The language of this place of the page. */
  get #tag(): string {
    return languageOf(this.#host) || navigator.language;
  }
}
