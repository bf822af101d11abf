import type { Document } from '../document.js';
/**
 * Returns the field's `minlength`, the same as the crate's
 * `Policy::html_attributes`: no password that the policy accepts is shorter. A
 * code point has one to four bytes, and one or two of the UTF-16 units that
 * HTML counts.
 */
export declare function minlength({ rules }: Document): number | undefined;
