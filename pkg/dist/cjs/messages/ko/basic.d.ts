import type { Templates } from '../../message.js';
/**
 * The templates of `ko`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const ko: Templates;
export default ko;
