import type { Context } from '../context.js';
import { type Report } from '../report.js';
import { View } from './view.js';
import { type Texts } from './texts.js';
/** What a page has to say to an element. */
export type Host = HTMLElement & {
    readonly context: Context;
    readonly texts: Partial<Texts>;
};
/**
 * Leads a person to a password that the policy accepts: judges what is in the
 * field and shows and says it, in the language of the element's place.
 */
export declare class Controller {
    #private;
    readonly view: View;
    /** What is to be said of the field as it is; nothing while no policy is loaded. */
    report: Report | undefined;
    constructor(host: Host);
    /** Loads the policy, and shows it where it is another one than before. */
    load(): Promise<void>;
    /** Loads the policy, unless it is the one with this fingerprint. */
    refresh(fingerprint: string | undefined): Promise<void>;
    /** Says everything in the language of the element. */
    speak(isRewritten: boolean): Promise<void>;
    /** Something has been typed on the page. */
    typed({ target, isComposing }: Event & {
        isComposing?: boolean;
    }): void;
    /** A key has been pressed in the field, or it has been left. */
    pressed(event: Event): void;
    /** Calls mistakes mistakes, once there is something that may be one. */
    judgeFromNowOn(): void;
    /** Something on the page has been left. */
    left(target: EventTarget | null): void;
    /** The form has been reset. */
    startOver(): void;
    /** Judges the field as it is and shows it. */
    judge(): void;
    /** The element is gone from the page. */
    leave(): void;
}
