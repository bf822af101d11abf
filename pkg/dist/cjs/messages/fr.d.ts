import type { Templates } from '../message.js';
/** The templates of `fr`, the crate's own. */
export declare const fr: Templates;
export default fr;
