import type { Templates } from '../../message.js';
/**
 * The templates of `ja`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const ja: Templates;
export default ja;
