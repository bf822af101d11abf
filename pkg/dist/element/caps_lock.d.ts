import type { Announcer } from './announcer.js';
/** Says that Caps Lock is on, which a field of dots does not show. */
export declare class CapsLock {
    #private;
    readonly note: HTMLParagraphElement;
    constructor(announcer: Announcer);
    /** Only a key tells how it is. */
    watch(event: Event, sentence: string): void;
}
