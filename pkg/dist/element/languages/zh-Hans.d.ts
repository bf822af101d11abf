import { type Texts } from '../texts.js';
declare const chinese: Texts;
export default chinese;
