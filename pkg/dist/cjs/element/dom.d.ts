/** Makes an element with attributes and children; a text is never markup. */
export declare function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes?: Record<string, string>, ...children: (Node | string)[]): HTMLElementTagNameMap[Name];
/** Sets an attribute, or removes it. The same value twice changes nothing. */
export declare function mark(element: Element, attribute: string, value: string | number | null | undefined): void;
/** Shows a text, or hides the element if the text is empty. The same text twice changes nothing. */
export declare function setText(element: HTMLElement, text: string): void;
