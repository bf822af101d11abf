import type { Templates } from '../message.js';
/** The texts of the element itself, besides the sentences of the policy. */
export type Texts = {
    /** The name of the button that shows the password, and the words of it that are shown. */
    show: string;
    showShort?: string;
    capsLock: string;
    accepted: string;
    /** No violation was found, but the server has more to check. */
    open: string;
    same: string;
    different: string;
    unavailable: string;
    /** The policy is no longer the one with which the page was made. */
    changed: string;
    /** Returns the state as it is appended to the requirement. */
    stated: (state: string) => string;
    /** Joins several sentences. */
    sentences: (sentences: string[]) => string;
    /** The sentences of the policy. */
    templates?: Templates;
    /** Loads the sentences of the policy, if they are not included; a page loads only its own language. */
    load?: () => Promise<{
        default: Templates;
    }>;
};
/** Complete texts and their language. */
export type CompleteTexts = Texts & {
    templates: Templates;
    lang: string;
};
/**
 * The languages of elements, by the primary subtag of their tags or by a whole
 * tag, in lower case. A page may add one of `genkan/element/languages/`, or its own,
 * before it makes an element: `languages.set('it', { ...italian, templates })`.
 */
export declare const languages: Map<string, Texts>;
/** Returns the language of an element, also in a shadow tree; empty if no attribute sets it. */
export declare function languageOf(element: Element): string;
/** Returns the texts for a BCP 47 tag such as `en-GB`; English if it is unknown. */
export declare function textsOf(tag: string): CompleteTexts;
/** Returns the texts with the sentences of the policy, which it loads. */
export declare function loadTexts(tag: string): Promise<CompleteTexts>;
