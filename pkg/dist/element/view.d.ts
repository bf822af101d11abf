import type { Document } from '../document.js';
import { Announcer } from './announcer.js';
import { CapsLock } from './caps_lock.js';
import { Checklist } from './checklist.js';
import { Reveal } from './reveal.js';
import type { CompleteTexts } from './texts.js';
/**
 * The parts of the element: the field and list that the server rendered, or its
 * own, and the parts that need a script.
 */
export declare class View {
    #private;
    readonly input: HTMLInputElement;
    readonly reveal: Reveal;
    readonly checklist: Checklist;
    readonly announcer: Announcer;
    readonly capsLock: CapsLock;
    /** A hidden field with the fingerprint of the page's policy. */
    readonly fingerprint: HTMLInputElement | null;
    constructor(host: HTMLElement);
    /** The name of the field, if the element made it. */
    set name(name: string);
    set isDisabled(isDisabled: boolean);
    set texts({ label, show, lang }: CompleteTexts);
    set trouble(text: string);
    /** The message that the policy has changed since the page was made. */
    set change(text: string);
    /** Sets the attributes of the field that a document defines. */
    fit(document: Document): void;
    /** Shows the sentences under the list: the violations, then the hints. */
    note(violations: string[], hints: string[]): void;
}
