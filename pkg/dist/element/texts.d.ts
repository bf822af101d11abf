import type { Templates } from '../message.js';
/** What the element itself says, besides the sentences of the policy. */
export type Texts = {
    label: string;
    show: string;
    capsLock: string;
    accepted: string;
    /** Nothing is wrong here, and the server has something to check besides. */
    open: string;
    same: string;
    different: string;
    unavailable: string;
    /** The policy is no longer the one with which the page was made. */
    changed: string;
    /** Puts the state behind the requirement. */
    stated: (state: string) => string;
    /** One text out of several sentences. */
    sentences: (sentences: string[]) => string;
    /** The sentences of the policy. */
    templates?: Templates;
    /** Fetches them, where they are not there; a page in one language does without the others. */
    load?: () => Promise<{
        default: Templates;
    }>;
};
/** Texts that are complete, and the language that they are of. */
export type CompleteTexts = Texts & {
    templates: Templates;
    lang: string;
};
/**
 * The languages that elements speak, by the primary subtag of their tags or by
 * a whole tag, in lower case. A page may add its own before an element is there:
 * `languages.set('de', { ...german, templates })`.
 */
export declare const languages: Map<string, Texts>;
/** The language of an element's place, also in a shadow tree; empty where nobody says it. */
export declare function languageOf(element: Element): string;
/** The words of a BCP 47 tag such as `en-GB`; English where it is unknown. */
export declare function textsOf(tag: string): CompleteTexts;
/** The same with the sentences of the policy. */
export declare function loadTexts(tag: string): Promise<CompleteTexts>;
