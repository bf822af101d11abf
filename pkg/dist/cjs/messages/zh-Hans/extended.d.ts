import type { Others } from '../../message.js';
import type { ExtendedKey } from '../key.js';
declare const extended: Record<ExtendedKey, string> & {
    readonly others: Others;
};
export default extended;
