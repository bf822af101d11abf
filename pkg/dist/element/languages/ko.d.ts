import { type Texts } from '../texts.js';
declare const korean: Texts;
export default korean;
