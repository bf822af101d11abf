import type { Templates } from '../message.js';
/** The templates in English, the crate's own. */
export declare const en: Templates;
export default en;
