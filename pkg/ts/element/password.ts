import type { Context } from '../context.js';
import type { Report } from '../report.js';
import { SOURCES } from './fields.js';
import { FormElement } from './form.js';
import { Controller } from './controller.js';
import type { Texts } from './texts.js';

export { minlength } from './minlength.js';
export { languages, type Texts } from './texts.js';

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
 * a field), `current-password-from` (the id of a field), `confirm` (the id of a
 * second field), `lang`, `disabled`; `name` and `passwordrules` of a field that
 * it makes. Properties: `context`, for what else is known; `words`, for words
 * of the page's own; `value`, `validity` and the like are the field's. Event:
 * `genkan-report`, on what the person does; its detail is the report.
 */
export class GenkanPassword extends FormElement {
  static readonly observedAttributes = ['policy', 'email', ...SOURCES, 'confirm', 'lang', 'name'];

  /** There once the element has been on a page. */
  #controller: Controller | undefined;
  #listening = new AbortController();
  #context: Context = {};
  #texts: Partial<Texts> = {};

  /** What is to be said of the field as it is; nothing while no policy is loaded. */
  get report(): Report | undefined {
    return this.#controller?.report;
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
    this.#controller?.judge();
  }

  /** Texts of the page's own, in the place of those of the language. */
  get texts(): Partial<Texts> {
    return this.#texts;
  }

  set texts(texts: Partial<Texts>) {
    this.#texts = texts;
    void this.#controller?.speak(true);
  }

  /** The field in which the password is typed, which is what the form sends. */
  override get input(): HTMLInputElement | undefined {
    return this.#controller?.view.input;
  }

  /** What is typed. A value set from a script is judged like a typed one. */
  get value(): string {
    return this.input?.value ?? '';
  }

  set value(value: string) {
    if (!this.#controller) return;
    this.#controller.view.input.value = value;
    this.#controller.judge();
  }

  /**
   * Loads the policy anew and shows it where it has changed. A page that sends
   * by a script gives the fingerprint that the server's answer names; where it
   * is the one that the page goes by, there is nothing to do.
   */
  async refresh(fingerprint?: string): Promise<void> {
    await this.#controller?.refresh(fingerprint);
  }

  connectedCallback(): void {
    if (document.readyState !== 'loading') return this.#setUp();
    // The parser has not read the element's content yet.
    const { signal } = (this.#listening = new AbortController());
    document.addEventListener('DOMContentLoaded', () => this.#setUp(), { once: true, signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#controller?.leave();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#controller || before === after) return;
    if (name === 'policy') void this.#controller.load();
    else if (name === 'lang') void this.#controller.speak(true);
    else if (name === 'name') this.#handOnName(this.#controller);
    else this.#controller.judge();
  }

  formDisabledCallback(isDisabled: boolean): void {
    if (this.#controller) this.#controller.view.isDisabled = isDisabled;
  }

  formResetCallback(): void {
    // The fields may be emptied after this.
    setTimeout(() => this.#controller?.startOver());
  }

  #setUp(): void {
    const controller = (this.#controller ??= new Controller(this));
    // What a page has set before this class was there hides the class's own.
    for (const name of ['context', 'texts', 'value', 'disabled'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (this as Partial<this>)[name];
      Object.assign(this, { [name]: value });
    }
    this.#listen(controller);
    this.#handOnName(controller);
    if (this.matches(':disabled')) controller.view.isDisabled = true;
    void controller.load();
  }

  #listen(controller: Controller): void {
    const { input, reveal } = controller.view;
    const { signal } = (this.#listening = new AbortController());
    const root = this.getRootNode();
    const on = (target: EventTarget, type: string, then: (event: Event) => void): void =>
      target.addEventListener(type, then, { signal, capture: true });

    on(root, 'input', (event) => controller.typed(event));
    on(input, 'compositionend', (event) => controller.typed(event));
    for (const type of ['change', 'invalid']) on(input, type, () => controller.judgeFromNowOn());
    on(root, 'focusout', ({ target }) => {
      // A press of a button takes the focus first. What appeared or went would
      // move the button away from the pointer, and nothing would be pressed.
      setTimeout(() => signal.aborted || controller.left(target), PRESS);
    });
    // With the focus elsewhere, no key tells of Caps Lock.
    for (const type of ['keydown', 'keyup', 'blur']) on(input, type, (event) => controller.pressed(event));
    // Some password managers fill fields in without a word; what was said of
    // the text before must not hold the form back.
    on(root, 'click', () => controller.judge());
    on(root, 'submit', ({ target }) => {
      // A browser remembers what was typed into a text field.
      if (target === input.form) reveal.show(false);
    });
    // A page that lay in another tab, or that the way back leads to, may be old.
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') void controller.load();
    });
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) void controller.load();
    });
  }

  /** The name is the field's: one name for two controls would confuse the form. */
  #handOnName({ view }: Controller): void {
    const name = this.getAttribute('name');
    if (name === null) return;
    view.name = name;
    this.removeAttribute('name');
  }
}

/** How long a button is held down, in milliseconds. */
const PRESS = 200;
