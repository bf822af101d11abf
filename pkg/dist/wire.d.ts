import type { Document } from './document.js';
import type { Report, Requirement } from './report.js';
/** A document in numbers, and the special characters of all its rules. */
export declare function write(document: Document): [numbers: Uint32Array, special: string];
/** A report from numbers. Each requirement has its status in them, in order. */
export declare function read(numbers: Uint32Array, requirements: Requirement[]): Report;
