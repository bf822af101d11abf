/**
 * Makes an element with attributes and children; a text is never markup. Its
 * class is also its part, for pages that have the element in a shadow tree.
 */
export declare function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes?: Record<string, string>, ...children: (Node | string)[]): HTMLElementTagNameMap[Name];
/** Returns the id of an element, and gives it one if it has none. */
export declare function idOf(element: Element): string;
/** Adds an id to an attribute that holds a list of ids, once. */
export declare function refer(element: Element, attribute: string, id: string): void;
/** Sets an attribute, or removes it. */
export declare function mark(element: Element, attribute: string, value: string | number | null | undefined): void;
/** Shows a text, or hides the element if the text is empty. The same text twice changes nothing. */
export declare function setText(element: HTMLElement, text: string): void;
