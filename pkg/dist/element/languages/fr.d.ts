import { type Texts } from '../texts.js';
declare const french: Texts;
export default french;
