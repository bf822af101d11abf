/**
 * What tells one policy from another, as the crate computes it: the first 128
 * bits of SHA-256 over its canonical form, as 32 hexadecimal digits. Browsers
 * compute it only for pages that came over HTTPS or from this machine;
 * elsewhere it is undefined.
 */
export declare function fingerprint(canonical: readonly number[]): Promise<string | undefined>;
