import type { RareKey } from '../key.js';
declare const rare: Record<RareKey, string>;
export default rare;
