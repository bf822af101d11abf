import type { Context } from '../context.js';
/** The attributes that name a field on which the report depends. */
export declare const SOURCES: string[];
/** Returns the field that an attribute of an element names by its id. */
export declare function fieldOf(host: HTMLElement, attribute: string): HTMLInputElement | undefined;
/** Returns the current context: the page's own, and the values of the fields. */
export declare function known(host: HTMLElement, own: Context): Context;
