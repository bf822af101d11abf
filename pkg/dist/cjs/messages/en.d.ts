import type { Templates } from '../message.js';
/** The templates of `en`, the crate's own. */
export declare const en: Templates;
export default en;
