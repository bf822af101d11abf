import type { Document } from '../document.js';
/**
 * The field's `minlength`, as the crate's `Policy::html_attributes` has it:
 * nothing that the policy accepts is shorter. A code point has one to four
 * bytes, and one or two of the UTF-16 units that HTML counts.
 */
export declare function minlength({ rules }: Document): number | undefined;
