import type { Templates } from '../../message.js';
/**
 * The templates of `zh-Hans`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const zhHans: Templates;
export default zhHans;
