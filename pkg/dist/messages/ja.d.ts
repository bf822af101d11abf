import type { Templates } from '../message.js';
/** The templates in Japanese, the crate's own. */
export declare const ja: Templates;
export default ja;
