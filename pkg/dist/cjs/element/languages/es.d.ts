import { type Texts } from '../texts.js';
/** The element's texts in Spanish. */
declare const spanish: Texts;
export default spanish;
