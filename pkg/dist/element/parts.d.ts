import { Announcer } from './announcer.js';
import { Checklist } from './checklist.js';
import { Reveal } from './reveal.js';
import type { Words } from './words.js';
/**
 * What the element works with: the server's field and list where they are
 * there, and what only a script can offer.
 */
export declare class Parts {
    #private;
    readonly input: HTMLInputElement;
    readonly reveal: Reveal;
    readonly checklist: Checklist;
    readonly announcer: Announcer;
    constructor(host: HTMLElement);
    set words(words: Words);
    set capsLock(text: string);
    set trouble(text: string);
    /** The sentences under the list: what is wrong, then what is worth knowing. */
    note(violations: string[], hints: string[]): void;
}
