import { type Texts } from '../texts.js';
declare const german: Texts;
export default german;
