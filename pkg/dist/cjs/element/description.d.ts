/**
 * Describes one of the page's fields while it has the focus.
 *
 * An attribute such as `aria-describedby` cannot refer to a node in a shadow
 * tree, and a framework does not expect other nodes in the markup that it
 * renders. So the description is at the end of the page, and only while it is
 * needed. A page that is restored from a copy may have an earlier one.
 */
export declare function describe(field: HTMLInputElement, text: string, lang: string): void;
