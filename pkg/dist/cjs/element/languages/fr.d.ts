import { type Texts } from '../texts.js';
/** The element's texts in French. */
declare const french: Texts;
export default french;
