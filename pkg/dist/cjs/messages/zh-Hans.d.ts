import type { Templates } from '../message.js';
/** The templates of `zh-Hans`, the crate's own. */
export declare const zhHans: Templates;
export default zhHans;
