import type { Templates } from '../../message.js';
/**
 * The templates of `en`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const en: Templates;
export default en;
