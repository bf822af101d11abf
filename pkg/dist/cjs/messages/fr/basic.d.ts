import type { Templates } from '../../message.js';
/**
 * The templates of `fr`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const fr: Templates;
export default fr;
