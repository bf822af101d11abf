/**
 * Returns the fingerprint, the same as the crate's: the first 128 bits of
 * SHA-256 over the canonical form, as 32 hexadecimal digits. Undefined on a
 * page that was loaded over plain HTTP, for which browsers compute no digest.
 */
export declare function fingerprint(canonical: readonly number[]): Promise<string | undefined>;
