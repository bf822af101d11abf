import { type Texts } from '../texts.js';
/** The element's texts in Simplified Chinese. */
declare const chinese: Texts;
export default chinese;
