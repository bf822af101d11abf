import type { Templates } from '../../message.js';
/**
 * The templates of `es`, the crate's own: those of the documented rules. A
 * `Policy` with other rules adds theirs.
 */
export declare const es: Templates;
export default es;
