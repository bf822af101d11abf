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
 * `<genkan-password>`: checks a new password while it is typed, with the result
 * that the server will return.
 *
 * It enhances the field and the list of requirements that the server rendered
 * inside it, which are complete without it. It never blocks a password that it
 * cannot check: if the policy or the module does not load, the server decides.
 *
 * Attributes: `policy` (the document's URL), `email`, `email-from` (the id of a
 * field), `current-password-from` (the id of a field), `confirm` (the id of a
 * second field), `lang`, `disabled`; `name` and `passwordrules` of a field that
 * it makes. Properties: `context`, for what else is known; `texts`, for texts
 * of the page's own; `value`, `validity` and others are the field's. Event:
 * `genkan-report`, after the person's input; its detail is the report.
 */
export class GenkanPassword extends FormElement {
  static readonly observedAttributes = ['policy', 'email', ...SOURCES, 'confirm', 'lang', 'name'];

  /** Undefined until the element is on a page. */
  #controller: Controller | undefined;
  #listening = new AbortController();
  #context: Context = {};
  #texts: Partial<Texts> = {};

  /** The report on the field; undefined while no policy is loaded. */
  get report(): Report | undefined {
    return this.#controller?.report;
  }

  /**
   * What is known about the person besides the address, such as words. Set it
   * if the policy has rules about them; attributes override it.
   */
  get context(): Context {
    return this.#context;
  }

  set context(context: Context) {
    this.#context = context;
    this.#controller?.update();
  }

  /** Texts of the page's own, which replace those of the language. */
  get texts(): Partial<Texts> {
    return this.#texts;
  }

  set texts(texts: Partial<Texts>) {
    this.#texts = texts;
    void this.#controller?.translate(true);
  }

  /** The field in which the password is typed, which is what the form sends. */
  override get input(): HTMLInputElement | undefined {
    return this.#controller?.view.input;
  }

  /** The password. A value that a script sets is checked like a typed one. */
  get value(): string {
    return this.input?.value ?? '';
  }

  set value(value: string) {
    if (!this.#controller) return;
    this.#controller.view.input.value = value;
    this.#controller.update();
  }

  /**
   * Loads the policy again and shows it if it has changed. A page that sends
   * the form by script passes the fingerprint in the server's answer; if it is
   * that of the current policy, nothing happens.
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
    this.#controller?.disconnect();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#controller || before === after) return;
    if (name === 'policy') void this.#controller.load();
    else if (name === 'lang') void this.#controller.translate(true);
    else if (name === 'name') this.#handOnName(this.#controller);
    else this.#controller.update();
  }

  formDisabledCallback(isDisabled: boolean): void {
    if (this.#controller) this.#controller.view.isDisabled = isDisabled;
  }

  formResetCallback(): void {
    // The fields may be emptied after this.
    setTimeout(() => this.#controller?.reset());
  }

  #setUp(): void {
    const controller = (this.#controller ??= new Controller(this));
    // Properties that a page has set before the class was defined hide those of
    // the class.
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
    for (const type of ['change', 'invalid']) on(input, type, () => controller.showErrors());
    on(root, 'focusout', ({ target }) => {
      // A press of a button moves the focus first. If a text appeared or
      // disappeared then, the button would move away from the pointer, and
      // would not be pressed.
      setTimeout(() => signal.aborted || controller.left(target), PRESS);
    });
    // Without the focus, no key event has the state of Caps Lock.
    for (const type of ['keydown', 'keyup', 'blur']) on(input, type, (event) => controller.pressed(event));
    // Some password managers fill fields in without an event; an error of the
    // earlier text must not block the form.
    on(root, 'click', () => controller.update());
    on(root, 'submit', ({ target }) => {
      // A browser remembers what was typed into a text field.
      if (target === input.form) reveal.show(false);
    });
    // A page that was in the background or is restored from the history may be
    // outdated.
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') void controller.load();
    });
    on(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) void controller.load();
    });
  }

  /** Moves the name to the field, because two controls of one form must not have the same name. */
  #handOnName({ view }: Controller): void {
    const name = this.getAttribute('name');
    if (name === null) return;
    view.name = name;
    this.removeAttribute('name');
  }
}

/** How long a button is held down, in milliseconds. */
const PRESS = 200;
