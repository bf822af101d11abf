import type { Document } from './document.js';
import type { Requirement } from './report.js';
/** A document that was read. */
export type ReadDocument = {
    /** In the form that the crate writes; frozen, since reports share it. */
    readonly document: Document;
    /** The requirements, those of tiers one by one. */
    readonly requirements: readonly Requirement[];
    /** The canonical form, which the modules read and a fingerprint is made of: src/policy/canonical.rs. */
    readonly canonical: readonly number[];
};
/**
 * Reads a document. Throws anything if it has another rule or may be invalid:
 * the basic module does not validate what it reads.
 */
export declare function readBasic(source: any): ReadDocument;
