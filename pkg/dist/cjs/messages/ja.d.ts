import type { Templates } from '../message.js';
/** The templates of `ja`, the crate's own. */
export declare const ja: Templates;
export default ja;
