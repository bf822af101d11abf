/**
 * An element with attributes and children; a text is a text, never markup. Its
 * class names it as a part, too, for pages that have it in a shadow tree.
 */
export declare function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes?: Record<string, string>, ...children: (Node | string)[]): HTMLElementTagNameMap[Name];
/** The id of an element, which is given one where it has none. */
export declare function idOf(element: Element): string;
/** Adds an id to an attribute that holds a list of ids, once. */
export declare function refer(element: Element, attribute: string, id: string): void;
/** Sets an attribute, or takes it away. */
export declare function mark(element: Element, attribute: string, value: string | number | null | undefined): void;
/** Shows a text, or nothing. The same text twice changes nothing. */
export declare function say(element: HTMLElement, text: string): void;
