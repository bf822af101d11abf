import type { Templates } from '../../message.js';
/**
 * The templates in English, the crate's own: those of the documented rules. A
 * `Policy` that is made of a document with others brings theirs.
 */
export declare const en: Templates;
export default en;
