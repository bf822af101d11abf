import type { Templates } from '../message.js';
/** What the element itself says, besides the sentences of the policy. */
export type Words = {
    label: string;
    show: string;
    capsLock: string;
    accepted: string;
    /** Nothing is wrong here, and the server has something to check besides. */
    open: string;
    same: string;
    different: string;
    unavailable: string;
    /** Puts the state behind the requirement, for those who hear it. */
    stated: (state: string) => string;
    /** One text out of several sentences. */
    sentences: (sentences: string[]) => string;
    templates: Templates;
};
/** The words of a BCP 47 tag such as `en-GB`; Japanese where it is unknown. */
export declare function wordsOf(tag: string): Words;
