import { type Texts } from '../texts.js';
/** The element's texts in German. */
declare const german: Texts;
export default german;
