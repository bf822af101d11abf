import type { Context } from '../context.js';
/** Returns the field that an attribute of an element names by its id. */
export declare function fieldOf(host: HTMLElement, attribute: string): HTMLInputElement | undefined;
/** Returns whether the report on an element's field depends on a field. */
export declare function isSource(host: HTMLElement, field: EventTarget | null): boolean;
/**
 * Returns the field for the new password inside an element. It is looked up each
 * time, because frameworks and servers replace it. If the password is shown, it
 * is a text field.
 */
export declare function newPasswordField(host: HTMLElement): HTMLInputElement | undefined;
/** Returns the document of an element, or the shadow tree that it is in. */
export declare function rootOf(host: HTMLElement): Document | ShadowRoot;
/** Returns the current context: the page's own, and the values of the fields. */
export declare function known(host: HTMLElement, own: Context): Context;
