import { hint, requirement, status, violation } from '../message.js';
import { Policy, type Context } from '../policy.js';
import { isRefused, violations, type Hint, type Item, type Report } from '../report.js';
import { Confirmation } from './confirmation.js';
import { mark } from './nodes.js';
import { Parts } from './parts.js';
import { NONE, spoken, wordsOf, type Spoken, type Words } from './words.js';

export { minlength } from './minlength.js';
export { languages, type Words } from './words.js';

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
 * second field), `lang`, `disabled`; `name` and `passwordrules` of a field that
 * it makes. Properties: `context`, for what else is known; `words`, for words
 * of the page's own; `value`, `validity` and the like are the field's. Event:
 * `genkan-report`, on what the person does; its detail is the report.
 *
 * The field is the form's own control: what it sends, its validity, its reset
 * and what a browser restores are native. The element is associated with the
 * form to follow it when it is reset or disabled, and sends nothing itself.
 */
export class GenkanPassword extends Base {
  static readonly formAssociated = true;
  static readonly observedAttributes = ['policy', 'email', ...SOURCES, 'confirm', 'lang', 'name'];

  #policy: Policy | undefined;
  /** Where it is from. */
  #url: string | null = null;
  #report: Report | undefined;
  #parts: Parts | undefined;
  #confirmation: Confirmation | undefined;
  #listening = new AbortController();
  /** Whether the person has left the field once; no mistake is called before. */
  #isJudged = false;
  #isCapsLockOn = false;
  #context: Context = {};
  #ownWords: Partial<Words> = {};
  #words: Spoken = { ...wordsOf(''), templates: NONE };
  /** Whether the policy changed after the page was made. */
  #isChanged = false;
  readonly #internals: ElementInternals | undefined = this.attachInternals?.();

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

  /** Words of the page's own, in the place of those of the language. */
  get words(): Partial<Words> {
    return this.#ownWords;
  }

  set words(words: Partial<Words>) {
    this.#ownWords = words;
    if (this.#parts) void this.#speak(true);
  }

  /** The field in which the password is typed, which is what the form sends. */
  get input(): HTMLInputElement | undefined {
    return this.#parts?.input;
  }

  /** What is typed. A value set from a script is judged like a typed one. */
  get value(): string {
    return this.#parts?.input.value ?? '';
  }

  set value(value: string) {
    if (!this.#parts) return;
    this.#parts.input.value = value;
    this.#judge();
  }

  /** As on a field. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(isDisabled: boolean) {
    this.toggleAttribute('disabled', isDisabled);
  }

  /** The form to which it belongs. */
  get form(): HTMLFormElement | null {
    return this.#internals?.form ?? null;
  }

  /** The field's own. */
  get validity(): ValidityState | undefined {
    return this.#parts?.input.validity;
  }

  /** The field's own. */
  get validationMessage(): string {
    return this.#parts?.input.validationMessage ?? '';
  }

  /** As on a field. */
  checkValidity(): boolean {
    return this.#parts?.input.checkValidity() ?? true;
  }

  /** As on a field. */
  reportValidity(): boolean {
    return this.#parts?.input.reportValidity() ?? true;
  }

  /**
   * Loads the policy anew and shows it where it has changed. A page that sends
   * by a script gives the fingerprint that the server's answer names; where it
   * is the one that the page goes by, there is nothing to do.
   */
  async refresh(fingerprint?: string): Promise<void> {
    if (this.#parts && !(fingerprint && fingerprint === this.#policy?.fingerprint)) await this.#load();
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
    else if (name === 'lang') void this.#speak(true);
    else if (name === 'name') this.#handOnName();
    else this.#judge();
  }

  formDisabledCallback(isDisabled: boolean): void {
    if (this.#parts) this.#parts.isDisabled = isDisabled;
  }

  formResetCallback(): void {
    // The fields may be emptied after this.
    setTimeout(() => this.#startOver());
  }

  #setUp(): void {
    const parts = (this.#parts ??= new Parts(this));
    const { signal } = (this.#listening = new AbortController());
    const root = this.getRootNode();
    const on = (target: EventTarget, type: string, then: (event: Event) => void): void =>
      target.addEventListener(type, then, { signal, capture: true });

    on(root, 'input', (event) => this.#typed(event));
    on(parts.input, 'compositionend', (event) => this.#typed(event));
    for (const type of ['change', 'blur', 'invalid']) on(parts.input, type, () => this.#judgeFromNowOn());
    on(root, 'focusout', (event) => {
      if (event.target === this.#confirmation?.input) this.#compare(true);
    });
    for (const type of ['keydown', 'keyup']) {
      on(parts.input, type, (event) => this.#watchCapsLock(event));
    }
    // Some password managers fill fields in without a word; what was said of
    // the text before must not hold the form back.
    on(root, 'click', () => this.#judge());
    on(root, 'submit', (event) => {
      // A browser remembers what was typed into a text field.
      if (event.target === parts.input.form) parts.reveal.show(false);
    });
    // A page that lay in another tab, or that the way back leads to, may be old.
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#load();
    });
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) void this.#load();
    });
    this.#handOnName();
    if (this.matches(':disabled')) parts.isDisabled = true;
    // What every language has at hand.
    this.#words = { ...this.#words, ...wordsOf(this.#tag), ...this.#ownWords };
    parts.words = this.#words;
    void this.#load();
  }

  /** The name is the field's: one name for two controls would confuse the form. */
  #handOnName(): void {
    const name = this.getAttribute('name');
    if (name === null) return;
    this.#parts!.name = name;
    this.removeAttribute('name');
  }

  async #load(): Promise<void> {
    const parts = this.#parts!;
    const url = this.getAttribute('policy');
    const isCurrent = (): boolean => this.isConnected && this.getAttribute('policy') === url;
    if (this.#url !== url) this.#policy = undefined;
    this.#url = url;
    try {
      const [policy] = await Promise.all([
        url === null ? undefined : Policy.load(new URL(url, document.baseURI)),
        spoken(this.#tag),
      ]);
      if (!isCurrent()) return;
      parts.trouble = '';
      if (policy && !this.#adopt(policy)) return;
    } catch (error) {
      // The policy from before is as good as any.
      if (!isCurrent() || this.#policy) return;
      this.#giveUp(error);
      return this.#judge();
    }
    await this.#speak(false);
  }

  /**
   * Goes by a policy from now on, and notices that it is not the one with which
   * the page was made. Says whether it is not the one from before.
   */
  #adopt(policy: Policy): boolean {
    const parts = this.#parts!;
    const { fingerprint, document } = policy;
    const before = this.#policy;
    const isOther = before
      ? JSON.stringify(before.document) !== JSON.stringify(document)
      : fingerprint !== undefined && !['', undefined, fingerprint].includes(parts.fingerprint?.value);
    if (before && !isOther) return false;
    this.#policy = policy;
    parts.fit(document);
    if (isOther) {
      this.#isChanged = true;
      parts.checklist.empty();
      // It was the other policy's, and only the server can write it.
      parts.input.removeAttribute('passwordrules');
      parts.announcer.later('policy', [this.#words.changed]);
    }
    if (parts.fingerprint && fingerprint !== undefined) parts.fingerprint.value = fingerprint;
    return true;
  }

  /** Says everything in the language of the element. */
  async #speak(isRewritten: boolean): Promise<void> {
    const parts = this.#parts!;
    const tag = this.#tag;
    const complete = await spoken(tag);
    if (tag !== this.#tag) return;
    const words = (this.#words = { ...complete, ...this.#ownWords });
    parts.words = words;
    parts.change = this.#isChanged ? words.changed : '';
    if (this.#policy) {
      parts.checklist.write(this.#policy.explain(), words, isRewritten);
      // What holds of an empty field is in the list, and is no change.
      const empty = this.#check('');
      if (empty) parts.announcer.know('password', this.#sentences(empty, words));
    }
    this.#judge();
  }

  #typed({ target, isComposing }: Event & { isComposing?: boolean }): void {
    const { input, announcer } = this.#parts!;
    if (target === input) {
      // What the server said was about another password.
      if (!this.#isJudged) input.removeAttribute('aria-invalid');
      this.#tell(!isComposing);
    } else if (target instanceof Element && target.id !== '') {
      if (SOURCES.some((source) => target.id === this.getAttribute(source))) this.#tell(input.value !== '');
      if (target.id === this.getAttribute('confirm')) announcer.later('confirm', [this.#compare(false)].filter(Boolean));
    }
  }

  /** Judges what has been typed here or in a field on which it depends. */
  #tell(isAnnounced: boolean): void {
    this.#judge();
    const report = this.#report;
    if (!report) return;
    // What an input method has not finished is not worth a word.
    if (isAnnounced) this.#announce(report);
    this.dispatchEvent(new CustomEvent('genkan-report', { detail: report, bubbles: true }));
  }

  /** Says what changed of the requirements, or, once all is well, that it is. */
  #announce(report: Report): void {
    const words = this.#words;
    const { announcer, input } = this.#parts!;
    const sentences = this.#sentences(report, words);
    const hints = report.hints.map((each) => this.#hint(each, words));
    if (input.value === '') announcer.know('password', sentences);
    else if (isRefused(report)) announcer.later('password', [...sentences, ...hints]);
    else announcer.later('password', [report.accepted ? words.accepted : words.open, ...hints], sentences);
  }

  /** A sentence for each requirement: what is wrong, or how the password stands to it. */
  #sentences(report: Report, words: Spoken): string[] {
    const { templates } = words;
    const told = report.items.filter((item) => item.status !== 'not-applicable');
    return told.map((item: Item) =>
      item.status === 'unmet'
        ? violation(templates, item.violation)
        : requirement(templates, item) + words.stated(status(templates, item)),
    );
  }

  #hint(each: Hint, words: Spoken): string {
    return hint(words.templates, each, this.#parts!.input.value, this.#policy?.document.preparation);
  }

  /** Calls mistakes mistakes, once there is something that may be one. */
  #judgeFromNowOn(): void {
    if (this.#parts!.input.value === '') return;
    this.#isJudged = true;
    this.#judge();
  }

  #startOver(): void {
    if (!this.#parts) return;
    this.#isJudged = false;
    this.#parts.input.removeAttribute('aria-invalid');
    this.#judge();
  }

  /** Judges the field as it is and shows it. */
  #judge(): void {
    const parts = this.#parts!;
    const { input, checklist } = parts;
    const words = this.#words;
    this.#report = this.#check(input.value);
    const report = input.value === '' ? undefined : this.#report;

    if (report) checklist.mark(report, words);
    else checklist.clear();
    const wrong = report ? violations(report).map((each) => violation(words.templates, each)) : [];
    parts.note(wrong, report?.hints.map((each) => this.#hint(each, words)) ?? []);
    const isWrong = report !== undefined && isRefused(report);
    input.setCustomValidity(isWrong ? words.sentences(wrong) : '');
    if (this.#isJudged) mark(input, 'aria-invalid', isWrong ? 'true' : null);
    this.#compare(false);
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
    if (isOn !== this.#isCapsLockOn) parts.announcer.later('caps-lock', isOn ? [this.#words.capsLock] : []);
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

  /** The language of this place of the page. */
  get #tag(): string {
    return this.closest('[lang]')?.getAttribute('lang') || navigator.language;
  }

  /** The field that an attribute names by its id. */
  #field(attribute: string): HTMLInputElement | undefined {
    const id = this.getAttribute(attribute);
    const root = this.getRootNode() as Document | ShadowRoot;
    const field = id ? root.getElementById(id) : null;
    return field instanceof HTMLInputElement ? field : undefined;
  }
}
