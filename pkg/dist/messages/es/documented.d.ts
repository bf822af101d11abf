import type { Grammar } from '../../message.js';
import type { BasicKey } from '../key.js';
declare const documented: Record<BasicKey, string> & Grammar;
export default documented;
