import type { Document } from './document.js';
/**
 * The first 128 bits of SHA-256 over a document's canonical form, as 32
 * hexadecimal digits. Browsers compute it only for pages that came over HTTPS
 * or from this machine; elsewhere it is undefined.
 */
export declare function fingerprint(document: Document): Promise<string | undefined>;
