import type { Report, Requirement } from '../report.js';
import { type CompleteTexts } from './texts.js';
/**
 * The list of requirements, with the state of each as a sign, in words and in
 * `data-status`. What is wrong takes the place of the requirement.
 *
 * It has the texts of the list that the server rendered. That list itself stays
 * as it is, because a framework may render it again at any time; it is hidden.
 * If the server has refused a password and marked its list, that list is shown
 * until the person types.
 */
export declare class Checklist {
    #private;
    readonly list: HTMLUListElement;
    /** The place of the page's list. */
    readonly place: HTMLDivElement;
    /** The page's list; undefined if it has none, or an empty one. */
    page: Element | undefined;
    /** Whether the page's list is in another language, or belongs to another policy. */
    isOutdated: boolean;
    /** Whether the page's list has marks about the password that was submitted. */
    isMarked: boolean;
    /** Looks at the page's list, and returns whether it has changed. */
    follow(host: Element): boolean;
    /** Writes the lines. */
    write(requirements: Requirement[], texts: CompleteTexts): void;
    /**
     * Marks every requirement; without a report, none. Returns what is wrong with
     * the requirements that have no line.
     */
    mark(report: Report | undefined, texts: CompleteTexts): string[];
    /** Shows this list, or the page's. */
    show(isOwn: boolean): void;
}
/** Returns whether almost every password meets the requirement, so that it is shown only if it is not met. */
export declare function isImplied(rule: string | undefined): boolean;
