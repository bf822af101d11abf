import type { Document } from '../document.js';
import { Announcer } from './announcer.js';
import { CapsLock } from './caps_lock.js';
import { Checklist } from './checklist.js';
import { Reveal } from './reveal.js';
import type { CompleteTexts } from './texts.js';
/**
 * What the element works with: the server's field and list where they are
 * there, and what only a script can offer.
 */
export declare class View {
    #private;
    readonly input: HTMLInputElement;
    readonly reveal: Reveal;
    readonly checklist: Checklist;
    readonly announcer: Announcer;
    readonly capsLock: CapsLock;
    /** A hidden field with the fingerprint of the policy that the page goes by. */
    readonly fingerprint: HTMLInputElement | null;
    constructor(host: HTMLElement);
    /** The name of a field of its own. */
    set name(name: string);
    set isDisabled(isDisabled: boolean);
    set texts({ label, show, lang }: CompleteTexts);
    set trouble(text: string);
    /** That the policy is another one now than when the page was made. */
    set change(text: string);
    /** Takes over what a document says of the field. */
    fit(document: Document): void;
    /** The sentences under the list: what is wrong, then what is worth knowing. */
    note(violations: string[], hints: string[]): void;
}
