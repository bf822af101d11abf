import type { Templates } from '../message.js';
export declare const ja: Templates;
export default ja;
