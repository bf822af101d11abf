import { type Texts } from '../texts.js';
/** The element's texts in Korean. */
declare const korean: Texts;
export default korean;
