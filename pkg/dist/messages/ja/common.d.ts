import type { Templates } from '../../message.js';
/**
 * The templates in Japanese, the crate's own: those of the documented rules. A
 * `Policy` that is made of a document with others brings theirs.
 */
export declare const ja: Templates;
export default ja;
