/** The base class. A server that renders the form imports this file, too, and has no elements. */
declare const Base: typeof HTMLElement;
/**
 * An element with a form's field inside that has the field's properties.
 *
 * The field is the form's own control: its value, validity, reset and restored
 * state are native. The element is associated with the form only to be notified
 * when it is reset or disabled, and sends nothing itself.
 */
export declare abstract class FormElement extends Base {
    #private;
    static readonly formAssociated = true;
    /** The field; undefined before the element is on a page. */
    abstract get input(): HTMLInputElement | undefined;
    /** As on a field. */
    get disabled(): boolean;
    set disabled(isDisabled: boolean);
    /** The form to which it belongs. */
    get form(): HTMLFormElement | null;
    /** The field's own. */
    get validity(): ValidityState | undefined;
    /** The field's own. */
    get validationMessage(): string;
    /** As on a field. */
    checkValidity(): boolean;
    /** As on a field. */
    reportValidity(): boolean;
}
export {};
