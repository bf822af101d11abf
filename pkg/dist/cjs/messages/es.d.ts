import type { Templates } from '../message.js';
/** The templates of `es`, the crate's own. */
export declare const es: Templates;
export default es;
