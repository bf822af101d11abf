import type { Context } from '../context.js';
import { type Report } from '../report.js';
import { View } from './view.js';
import { type Texts } from './texts.js';
/** The element as its page configures it. */
export type Host = HTMLElement & {
    readonly context: Context;
    readonly texts: Partial<Texts>;
};
/**
 * Checks the field against the policy, and shows and announces the result in
 * the language of the element.
 */
export declare class Controller {
    #private;
    readonly view: View;
    /** The report on the field; undefined while no policy is loaded. */
    report: Report | undefined;
    constructor(host: Host);
    /** The page's field; undefined while it has none. */
    get input(): HTMLInputElement | undefined;
    /** The second field; undefined if the page has none. */
    get confirmation(): HTMLInputElement | undefined;
    /** Follows the page: its attributes, its field and its list may have changed. */
    follow(): void;
    /** Loads the policy, and shows it if it has changed. */
    load(): Promise<void>;
    /** Loads the policy, unless it is the one with this fingerprint. */
    refresh(fingerprint: string | undefined): Promise<void>;
    /**
     * Sends the fingerprint of the policy in use. The page's field keeps the
     * server's: a browser that loads the page again would restore a changed value.
     */
    send({ target, formData }: FormDataEvent): void;
    /** Writes all texts in the language of the element. */
    translate(): Promise<void>;
    /** Handles input in any field of the page. */
    typed({ target, isComposing }: Event & {
        isComposing?: boolean;
    }): void;
    /** Handles a key in the field, and the loss of focus. */
    pressed(event: Event): void;
    /** Shows errors from now on, unless the field is empty. */
    showErrors(): void;
    /** Handles the focus of any field of the page. */
    entered(target: EventTarget | null): void;
    /** Handles the loss of focus of any field of the page. */
    left(target: EventTarget | null): void;
    /** Handles the reset of the form. */
    reset(): void;
    /** Checks the field and shows the result. */
    update(): void;
    /** Handles the removal of the element from the page. */
    disconnect(): void;
}
