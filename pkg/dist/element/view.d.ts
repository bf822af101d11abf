import { Announcer } from './announcer.js';
import { CapsLock } from './caps_lock.js';
import { Checklist } from './checklist.js';
import { Reveal } from './reveal.js';
import type { CompleteTexts } from './texts.js';
/**
 * What the element shows, all of it in its shadow tree. The field, its label and
 * the server's list are the page's.
 */
export declare class View {
    #private;
    readonly reveal: Reveal;
    readonly checklist: Checklist;
    readonly announcer: Announcer;
    readonly capsLock: CapsLock;
    readonly confirmation: HTMLParagraphElement;
    constructor(host: HTMLElement);
    set texts({ show, showShort, lang }: CompleteTexts);
    set trouble(text: string);
    /** The message that the policy has changed since the page was made. */
    set change(text: string);
    /** Whether what is not met is shown as an error. */
    set isWrong(isWrong: boolean);
    /** Shows the sentences under the list: the violations that have no line in it, then the hints. */
    note(violations: string[], hints: string[]): void;
}
