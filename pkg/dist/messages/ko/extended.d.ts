import type { ExtendedKey } from '../key.js';
declare const extended: Record<ExtendedKey, string>;
export default extended;
