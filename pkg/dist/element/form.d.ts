/** A server that renders the form imports this, too, and has no elements. */
declare const Base: typeof HTMLElement;
/**
 * An element that has a field of a form inside, and is asked as the field is.
 *
 * The field is the form's own control: what it sends, its validity, its reset
 * and what a browser restores are native. The element is associated with the
 * form to follow it when it is reset or disabled, and sends nothing itself.
 */
export declare abstract class FormElement extends Base {
    #private;
    static readonly formAssociated = true;
    /** The field; nothing before the element is on a page. */
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
