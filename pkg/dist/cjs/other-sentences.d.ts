import type { Others } from './message.js';
export declare const others: Others;
