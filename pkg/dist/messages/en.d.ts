import type { Templates } from '../message.js';
export declare const en: Templates;
export default en;
