import type { Context } from '../context.js';
/** The attributes that name a field on which the verdict depends. */
export declare const SOURCES: string[];
/** The field that an attribute of an element names by its id. */
export declare function fieldOf(host: HTMLElement, attribute: string): HTMLInputElement | undefined;
/** What is known of the person now: the page's own, and what the fields hold. */
export declare function known(host: HTMLElement, own: Context): Context;
