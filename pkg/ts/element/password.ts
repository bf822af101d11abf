import { hint, violation } from '../message.js';
import { Policy, type Context } from '../policy.js';
import { isRefused, violations, type Hint, type Report } from '../report.js';
import { Confirmation } from './confirmation.js';
import { Parts } from './parts.js';
import { wordsOf, type Words } from './words.js';

export type { GenkanPasswordAttributes } from './attributes.js';

/** The attributes that name a field on which the verdict depends. */
const SOURCES = ['email-from', 'old-password-from'];

/** A server that renders the form imports this, too, and has no elements. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? class {};

/**
 * `<genkan-password>`: tells a person, key by key, what the server will say of
 * a new password.
 *
 * It works on what the server rendered inside it, a field and the list of
 * requirements, which is a complete page without it. It never blocks what it
 * cannot judge: where the policy or the module does not load, the server says
 * alone what it would have said anyway.
 *
 * Attributes: `policy` (the document's URL), `email`, `email-from` (the id of
 * a field), `old-password-from` (the id of a field), `confirm` (the id of a
 * second field), `lang`. Property: `context`, for what else is known.
 * Event: `genkan-report`, on what the person does; its detail is the report.
 */
export class GenkanPassword extends Base {
  static readonly observedAttributes = ['policy', 'email', ...SOURCES, 'confirm', 'lang'];

  #policy: Policy | undefined;
  #report: Report | undefined;
  #parts: Parts | undefined;
  #confirmation: Confirmation | undefined;
  #listening = new AbortController();
  /** Whether the person has left the field once; no mistake is called before. */
  #isJudged = false;
  #isCapsLockOn = false;
  #context: Context = {};

  /** What is to be said of the field as it is; nothing while no policy is loaded. */
  get report(): Report | undefined {
    return this.#report;
  }

  /**
   * What is known of the person besides the address: words and the like. Set it
   * where the policy has rules about them; the attributes come first.
   */
  get context(): Context {
    return this.#context;
  }

  set context(context: Context) {
    this.#context = context;
    if (this.#parts) this.#judge();
  }

  connectedCallback(): void {
    if (document.readyState !== 'loading') return this.#setUp();
    // The parser has not read the element's content yet.
    const { signal } = (this.#listening = new AbortController());
    document.addEventListener('DOMContentLoaded', () => this.#setUp(), { once: true, signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#parts?.announcer.stop();
    // A field elsewhere must not stay refused by an element that is gone.
    this.#confirmation?.remove();
    this.#confirmation = undefined;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#parts || before === after) return;
    if (name === 'policy') void this.#load();
    else if (name === 'lang') this.#speak(true);
    else this.#judge();
  }

  #setUp(): void {
    const parts = (this.#parts ??= new Parts(this));
    const { signal } = (this.#listening = new AbortController());
    const root = this.getRootNode();
    const on = (target: EventTarget, type: string, then: (event: Event) => void): void =>
      target.addEventListener(type, then, { signal, capture: true });

    on(root, 'input', (event) => this.#typed(event.target));
    on(parts.input, 'change', () => this.#judgeFromNowOn());
    on(parts.input, 'blur', () => this.#judgeFromNowOn());
    on(parts.input, 'invalid', () => this.#judgeFromNowOn());
    on(root, 'focusout', (event) => {
      if (event.target === this.#confirmation?.input) this.#compare(true);
    });
    for (const type of ['keydown', 'keyup']) {
      on(parts.input, type, (event) => this.#watchCapsLock(event));
    }
    on(root, 'submit', (event) => {
      // A browser remembers what was typed into a text field.
      if (event.target === parts.input.form) parts.reveal.show(false);
    });
    on(root, 'reset', (event) => {
      // The fields are emptied after the event.
      if (event.target === parts.input.form) setTimeout(() => this.#startOver());
    });
    this.#speak(false);
    void this.#load();
  }

  async #load(): Promise<void> {
    const url = this.getAttribute('policy');
    const isCurrent = (): boolean => this.#parts !== undefined && this.getAttribute('policy') === url;
    this.#policy = undefined;
    try {
      const policy = url === null ? undefined : await Policy.load(new URL(url, document.baseURI));
      if (!isCurrent()) return;
      this.#policy = policy;
      this.#parts!.trouble = '';
    } catch (error) {
      if (!isCurrent()) return;
      this.#giveUp(error);
    }
    this.#speak(false);
  }

  /** Says everything in the language of the element. */
  #speak(isRewritten: boolean): void {
    const parts = this.#parts!;
    parts.words = this.#words;
    if (this.#policy) parts.checklist.write(this.#policy.explain(), this.#words, isRewritten);
    this.#judge();
  }

  #typed(target: EventTarget | null): void {
    const { input, announcer } = this.#parts!;
    if (target === input) {
      // What the server said was about another password.
      if (!this.#isJudged) input.removeAttribute('aria-invalid');
      announcer.later(this.#judge());
      if (this.#report) {
        this.dispatchEvent(new CustomEvent('genkan-report', { detail: this.#report, bubbles: true }));
      }
    } else if (target instanceof Element && target.id !== '') {
      if (SOURCES.some((source) => target.id === this.getAttribute(source))) this.#judge();
      if (target.id === this.getAttribute('confirm')) announcer.later(this.#compare(false));
    }
  }

  /** Calls mistakes mistakes, once there is something that may be one. */
  #judgeFromNowOn(): void {
    if (this.#parts!.input.value === '') return;
    this.#isJudged = true;
    this.#judge();
  }

  #startOver(): void {
    this.#isJudged = false;
    this.#parts?.input.removeAttribute('aria-invalid');
    if (this.#parts) this.#judge();
  }

  /** Judges the field as it is and shows it; the answer is what to announce. */
  #judge(): string {
    const { input, checklist } = this.#parts!;
    const words = this.#words;
    this.#report = this.#check(input.value);
    const report = input.value === '' ? undefined : this.#report;

    if (report) checklist.mark(report, words);
    else checklist.clear();
    const wrong = report ? violations(report).map((each) => violation(words.templates, each)) : [];
    const preparation = this.#policy?.document.preparation;
    const note = (each: Hint): string => hint(words.templates, each, input.value, preparation);
    const besides = report?.hints.map(note) ?? [];
    this.#parts!.note(wrong, besides);
    input.setCustomValidity(words.sentences(wrong));
    if (this.#isJudged) {
      if (wrong.length > 0) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
    this.#compare(false);
    const verdict = report && !isRefused(report) ? [report.accepted ? words.accepted : words.open] : wrong;
    return words.sentences([...verdict, ...besides]);
  }

  #check(password: string): Report | undefined {
    try {
      return this.#policy?.check(password, this.#known);
    } catch (error) {
      this.#giveUp(error);
      return undefined;
    }
  }

  /** Leaves the field as it would be without a script. */
  #giveUp(error: unknown): void {
    console.warn(error);
    this.#policy = undefined;
    this.#parts!.trouble = this.#words.unavailable;
  }

  #compare(isFinished: boolean): string {
    const other = this.#field('confirm');
    if (other !== this.#confirmation?.input) {
      this.#confirmation?.remove();
      this.#confirmation = other && new Confirmation(other);
    }
    return this.#confirmation?.compare(this.#parts!.input.value, this.#words, isFinished) ?? '';
  }

  #watchCapsLock(event: Event): void {
    const parts = this.#parts!;
    // A password manager's key events are no KeyboardEvent.
    const isOn = event instanceof KeyboardEvent && event.getModifierState('CapsLock');
    parts.capsLock = isOn ? this.#words.capsLock : '';
    if (isOn && !this.#isCapsLockOn) parts.announcer.later(this.#words.capsLock);
    this.#isCapsLockOn = isOn;
  }

  get #known(): Context {
    const email = this.#field('email-from')?.value ?? this.getAttribute('email');
    const oldPassword = this.#field('old-password-from')?.value;
    return {
      ...this.#context,
      ...(email == null ? {} : { email }),
      // An empty field says nothing yet.
      ...(oldPassword ? { oldPassword } : {}),
    };
  }

  get #words(): Words {
    const tag = this.closest('[lang]')?.getAttribute('lang');
    return wordsOf(tag || navigator.language);
  }

  /** The field that an attribute names by its id. */
  #field(attribute: string): HTMLInputElement | undefined {
    const id = this.getAttribute(attribute);
    const root = this.getRootNode() as Document | ShadowRoot;
    const field = id ? root.getElementById(id) : null;
    return field instanceof HTMLInputElement ? field : undefined;
  }
}
