/** The base class. A server that renders the form imports this file, too, and has no elements. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? class {};

/**
 * An element with a form's field inside that has the field's properties.
 *
 * The field is the form's own control: its value, validity, reset and restored
 * state are native. The element is associated with the form only to be notified
 * when it is reset or disabled, and sends nothing itself.
 */
export abstract class FormElement extends Base {
  static readonly formAssociated = true;

  readonly #internals: ElementInternals | undefined = this.attachInternals?.();

  /** The field; undefined before the element is on a page. */
  abstract get input(): HTMLInputElement | undefined;

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
    return this.input?.validity;
  }

  /** The field's own. */
  get validationMessage(): string {
    return this.input?.validationMessage ?? '';
  }

  /** As on a field. */
  checkValidity(): boolean {
    return this.input?.checkValidity() ?? true;
  }

  /** As on a field. */
  reportValidity(): boolean {
    return this.input?.reportValidity() ?? true;
  }
}
