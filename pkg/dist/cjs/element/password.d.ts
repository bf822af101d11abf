import type { Context } from '../context.js';
import type { Report } from '../report.js';
import { FormElement } from './form.js';
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
export declare class GenkanPassword extends FormElement {
    #private;
    /** The report on the field; undefined while no policy is loaded. */
    get report(): Report | undefined;
    /**
     * What is known about the person besides the address, such as words. Set it
     * if the policy has rules about them; attributes override it.
     */
    get context(): Context;
    set context(context: Context);
    /** Texts of the page's own, which replace those of the language. */
    get texts(): Partial<Texts>;
    set texts(texts: Partial<Texts>);
    /** The page's field, in which the password is typed. */
    get input(): HTMLInputElement | undefined;
    /** The password. A value that a script sets is checked like a typed one. */
    get value(): string;
    set value(value: string);
    /**
     * Loads the policy again and shows it if it has changed. A page that sends
     * the form by script passes the fingerprint in the server's answer; if it is
     * that of the current policy, nothing happens.
     */
    refresh(fingerprint?: string): Promise<void>;
    connectedCallback(): void;
    disconnectedCallback(): void;
    formDisabledCallback(): void;
    formResetCallback(): void;
}
