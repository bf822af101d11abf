import type { Templates } from '../message.js';
/** The templates of `ko`, the crate's own. */
export declare const ko: Templates;
export default ko;
