import type { Context } from '../policy.js';
import type { Report } from '../report.js';
import { SOURCES } from './fields.js';
import { FormElement } from './form.js';
import { Guide } from './guide.js';
import type { Words } from './words.js';

export { minlength } from './minlength.js';
export { languages, type Words } from './words.js';

export type { GenkanPasswordAttributes } from './attributes.js';

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
 */
export class GenkanPassword extends FormElement {
  static readonly observedAttributes = ['policy', 'email', ...SOURCES, 'confirm', 'lang', 'name'];

  /** There once the element has been on a page. */
  #guide: Guide | undefined;
  #listening = new AbortController();
  #context: Context = {};
  #words: Partial<Words> = {};

  /** What is to be said of the field as it is; nothing while no policy is loaded. */
  get report(): Report | undefined {
    return this.#guide?.report;
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
    this.#guide?.judge();
  }

  /** Words of the page's own, in the place of those of the language. */
  get words(): Partial<Words> {
    return this.#words;
  }

  set words(words: Partial<Words>) {
    this.#words = words;
    void this.#guide?.speak(true);
  }

  /** The field in which the password is typed, which is what the form sends. */
  override get input(): HTMLInputElement | undefined {
    return this.#guide?.parts.input;
  }

  /** What is typed. A value set from a script is judged like a typed one. */
  get value(): string {
    return this.input?.value ?? '';
  }

  set value(value: string) {
    if (!this.#guide) return;
    this.#guide.parts.input.value = value;
    this.#guide.judge();
  }

  /**
   * Loads the policy anew and shows it where it has changed. A page that sends
   * by a script gives the fingerprint that the server's answer names; where it
   * is the one that the page goes by, there is nothing to do.
   */
  async refresh(fingerprint?: string): Promise<void> {
    await this.#guide?.refresh(fingerprint);
  }

  connectedCallback(): void {
    if (document.readyState !== 'loading') return this.#setUp();
    // The parser has not read the element's content yet.
    const { signal } = (this.#listening = new AbortController());
    document.addEventListener('DOMContentLoaded', () => this.#setUp(), { once: true, signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#guide?.leave();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#guide || before === after) return;
    if (name === 'policy') void this.#guide.load();
    else if (name === 'lang') void this.#guide.speak(true);
    else if (name === 'name') this.#handOnName(this.#guide);
    else this.#guide.judge();
  }

  formDisabledCallback(isDisabled: boolean): void {
    if (this.#guide) this.#guide.parts.isDisabled = isDisabled;
  }

  formResetCallback(): void {
    // The fields may be emptied after this.
    setTimeout(() => this.#guide?.startOver());
  }

  #setUp(): void {
    const guide = (this.#guide ??= new Guide(this));
    // What a page has set before this class was there hides the class's own.
    for (const name of ['context', 'words', 'value', 'disabled'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (this as Partial<this>)[name];
      Object.assign(this, { [name]: value });
    }
    this.#listen(guide);
    this.#handOnName(guide);
    if (this.matches(':disabled')) guide.parts.isDisabled = true;
    void guide.load();
  }

  #listen(guide: Guide): void {
    const { input, reveal } = guide.parts;
    const { signal } = (this.#listening = new AbortController());
    const root = this.getRootNode();
    const on = (target: EventTarget, type: string, then: (event: Event) => void): void =>
      target.addEventListener(type, then, { signal, capture: true });

    on(root, 'input', (event) => guide.typed(event));
    on(input, 'compositionend', (event) => guide.typed(event));
    for (const type of ['change', 'invalid']) on(input, type, () => guide.judgeFromNowOn());
    on(root, 'focusout', ({ target }) => {
      // A press of a button takes the focus first. What appeared or went would
      // move the button away from the pointer, and nothing would be pressed.
      setTimeout(() => signal.aborted || guide.left(target), PRESS);
    });
    // With the focus elsewhere, no key tells of Caps Lock.
    for (const type of ['keydown', 'keyup', 'blur']) on(input, type, (event) => guide.pressed(event));
    // Some password managers fill fields in without a word; what was said of
    // the text before must not hold the form back.
    on(root, 'click', () => guide.judge());
    on(root, 'submit', ({ target }) => {
      // A browser remembers what was typed into a text field.
      if (target === input.form) reveal.show(false);
    });
    // A page that lay in another tab, or that the way back leads to, may be old.
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') void guide.load();
    });
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) void guide.load();
    });
  }

  /** The name is the field's: one name for two controls would confuse the form. */
  #handOnName({ parts }: Guide): void {
    const name = this.getAttribute('name');
    if (name === null) return;
    parts.name = name;
    this.removeAttribute('name');
  }
}

/** How long a button is held down, in milliseconds. */
const PRESS = 200;
