import type { Document } from './document.js';
import type { Requirement } from './report.js';
import type { Writer } from './writer.js';
/** A document that was read. */
export type ReadDocument = {
    /** In the form that the crate writes; frozen, since reports share it. */
    readonly document: Document;
    /** The requirements, those of tiers one by one. */
    readonly requirements: readonly Requirement[];
};
/**
 * Reads a document and writes its canonical form. Throws anything if it has
 * another rule or may be invalid: the basic module does not validate what it
 * reads.
 */
export declare function readBasic(source: any, to: Writer): ReadDocument;
