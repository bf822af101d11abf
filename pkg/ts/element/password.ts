import type { Context } from '../context.js';
import type { Report } from '../report.js';
import { rootOf } from './fields.js';
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
 * It enhances the field that the page has inside it, which is complete without
 * it. It never blocks a password that it cannot check: if the policy or the
 * module does not load, the server decides.
 *
 * Everything that it adds is in its shadow tree, and it follows what happens to
 * the page's own markup. So frameworks and libraries may create, hydrate, morph,
 * replace and copy that markup at any time.
 *
 * Attributes: `policy` (the document's URL), `email`, `email-from` (the id of a
 * field), `current-password-from` (the id of a field), `confirm` (the id of a
 * second field), `lang`, `disabled`. Slots: `rules` (the server's list),
 * `meter`, `confirm`. Properties: `context`, for what else is known; `texts`,
 * for texts of the page's own; `value`, `validity` and others are the field's.
 * Event: `genkan-report`, after the person's input; its detail is the report.
 */
export class GenkanPassword extends FormElement {
  /** Undefined until the element is on a page. */
  #controller: Controller | undefined;
  #listening = new AbortController();
  #context: Context = {};
  #texts: Partial<Texts> = {};
  /** Whether the person has just asked to send a form. */
  #isSending = false;
  /** Whether this element has disabled the field. */
  #isDisabled = false;

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
    void this.#controller?.translate();
  }

  /** The page's field, in which the password is typed. */
  override get input(): HTMLInputElement | undefined {
    return this.#controller?.input;
  }

  /** The password. A value that a script sets is checked like a typed one. */
  get value(): string {
    return this.input?.value ?? '';
  }

  set value(value: string) {
    const { input } = this;
    if (!input) return;
    input.value = value;
    this.#controller?.update();
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
    this.#observe(controller);
    void controller.load();
    controller.follow();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#controller?.disconnect();
  }

  formDisabledCallback(): void {
    const { input } = this;
    if (input && this.#isDisabled !== this.disabled) input.disabled = this.#isDisabled = this.disabled;
    this.#controller?.follow();
  }

  formResetCallback(): void {
    // The fields may be emptied after this.
    setTimeout(() => this.#controller?.reset());
  }

  #listen(controller: Controller): void {
    const { signal } = (this.#listening = new AbortController());
    const root = rootOf(this);
    const on = (target: EventTarget, types: string, then: (event: Event) => void): void => {
      for (const type of types.split(' ')) target.addEventListener(type, then, { signal, capture: true });
    };
    const isOwn = ({ target }: Event): boolean => target !== null && target === controller.input;

    on(root, 'input compositionend', (event) => controller.typed(event));
    on(root, 'change', (event) => isOwn(event) && controller.showErrors());
    on(root, 'invalid', (event) => this.#onInvalid(controller, event));
    on(root, 'focusin', ({ target }) => controller.entered(target));
    on(root, 'focusout', ({ target }) => {
      // A press of a button moves the focus first. If a text appeared or
      // disappeared then, the button would move away from the pointer, and
      // would not be pressed.
      setTimeout(() => signal.aborted || controller.left(target), PRESS);
    });
    // Without the focus, no key event has the state of Caps Lock.
    on(root, 'keydown keyup blur', (event) => isOwn(event) && controller.pressed(event));
    // Some password managers fill fields in without an event; an error of the
    // earlier text must not block the form.
    on(root, 'click', () => controller.update());
    on(root, 'click keydown', (event) => {
      this.#isSending = (event as KeyboardEvent).key === 'Enter' || !!(event.target as Element).closest?.(BUTTONS);
      setTimeout(() => (this.#isSending = false));
    });
    on(root, 'submit', ({ target }) => {
      // A browser remembers what was typed into a text field.
      if (target === controller.input?.form) controller.view.reveal.show(false);
    });
    on(root, 'formdata', (event) => controller.send(event as FormDataEvent));
    // A copy of the page must not contain a password. Turbo empties the fields
    // that hide one. Other libraries copy the markup, which has none.
    on(window, 'pagehide turbo:before-cache', () => controller.view.reveal.show(false));
    // A page that was in the background or is restored from the history may be
    // outdated.
    on(window, 'visibilitychange pageshow', (event) => {
      // A page that is shown for the first time is not.
      const isNew = (event as PageTransitionEvent).persisted === false;
      if (document.visibilityState === 'visible' && !isNew) void controller.load();
    });
  }

  /** Follows the page's markup inside this element, its own attributes, and the language of the page. */
  #observe(controller: Controller): void {
    const observer = new MutationObserver(() => controller.follow());
    observer.observe(this, { attributes: true, childList: true, characterData: true, subtree: true });
    for (let root = rootOf(this); ; root = rootOf(root.host as HTMLElement)) {
      observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
    }
    this.#listening.signal.addEventListener('abort', () => observer.disconnect());
  }

  /**
   * Shows the errors of a form that the person wanted to send. What is wrong is
   * in the list, so the browser's own message, which would cover it, is not
   * shown.
   */
  #onInvalid(controller: Controller, event: Event): void {
    const { input, confirmation } = controller;
    const { target } = event;
    if (target === input) controller.showErrors();
    const field = [input, confirmation].find((each) => each === target);
    if (!field?.validity.customError || !this.#isSending) return;
    event.preventDefault();
    const all = [...(field.form?.elements ?? [])] as HTMLInputElement[];
    const first = all.find((each) => each.willValidate && !each.validity.valid);
    // After the browser has moved the focus to another field.
    if (first === field) setTimeout(() => field.focus());
  }
}

/** What sends a form if it is pressed. */
const BUTTONS = 'button, [type="submit"], [type="image"]';

/** How long a button is held down, in milliseconds. */
const PRESS = 200;
