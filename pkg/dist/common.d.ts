import type { Document } from './document.js';
import type { Requirement } from './report.js';
/** A document that was read, and what is made of it. */
export type Ready = {
    /** In the form that the crate writes; frozen, since reports share it. */
    readonly document: Document;
    /** What it asks for, those of its tiers one by one. */
    readonly asked: readonly Requirement[];
    /** The form in which the judge reads it: pkg/src/wire. */
    readonly wire: readonly number[];
    /** The form of which the fingerprint is made: src/policy/canonical.rs. */
    readonly canonical: readonly number[];
};
/**
 * Reads a document, or throws whatever, where it is not of these or may not be
 * valid: the smaller module believes what it is told.
 */
export declare function common(source: any): Ready;
