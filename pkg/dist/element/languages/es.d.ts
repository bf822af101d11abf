import { type Texts } from '../texts.js';
declare const spanish: Texts;
export default spanish;
