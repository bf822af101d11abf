import type { Context } from '../context.js';
import type { Report } from '../report.js';
import { FormElement } from './form.js';
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
export declare class GenkanPassword extends FormElement {
    #private;
    static readonly observedAttributes: string[];
    /** What is to be said of the field as it is; nothing while no policy is loaded. */
    get report(): Report | undefined;
    /**
     * What is known of the person besides the address: words and the like. Set it
     * where the policy has rules about them; the attributes come first.
     */
    get context(): Context;
    set context(context: Context);
    /** Texts of the page's own, in the place of those of the language. */
    get texts(): Partial<Texts>;
    set texts(texts: Partial<Texts>);
    /** The field in which the password is typed, which is what the form sends. */
    get input(): HTMLInputElement | undefined;
    /** What is typed. A value set from a script is judged like a typed one. */
    get value(): string;
    set value(value: string);
    /**
     * Loads the policy anew and shows it where it has changed. A page that sends
     * by a script gives the fingerprint that the server's answer names; where it
     * is the one that the page goes by, there is nothing to do.
     */
    refresh(fingerprint?: string): Promise<void>;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(name: string, before: string | null, after: string | null): void;
    formDisabledCallback(isDisabled: boolean): void;
    formResetCallback(): void;
}
