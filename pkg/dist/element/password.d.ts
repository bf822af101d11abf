import { type Context } from '../policy.js';
import { type Report } from '../report.js';
export type { GenkanPasswordAttributes } from './attributes.js';
/** A server that renders the form imports this, too, and has no elements. */
declare const Base: typeof HTMLElement;
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
 * second field), `lang`. Property: `context`, for what else is known.
 * Event: `genkan-report`, on what the person does; its detail is the report.
 */
export declare class GenkanPassword extends Base {
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
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(name: string, before: string | null, after: string | null): void;
}
