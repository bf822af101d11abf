import type { Templates } from '../../message.js';
/**
 * The templates of `de`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const de: Templates;
export default de;
