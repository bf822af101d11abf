import type { Templates } from '../message.js';
/** The templates of `de`, the crate's own. */
export declare const de: Templates;
export default de;
