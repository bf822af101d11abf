import type { Announcer } from './announcer.js';
/** The note that Caps Lock is on, which a field of dots does not show. */
export declare class CapsLock {
    #private;
    readonly note: HTMLParagraphElement;
    constructor(announcer: Announcer);
    /** Updates the note. Only a key event has the state. */
    watch(event: Event, sentence: string): void;
}
