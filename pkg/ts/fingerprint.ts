import { ENCODER } from './writer.js';

/**
 * Returns the fingerprint, the same as the crate's: the first 128 bits of
 * SHA-256 over the canonical form, as 32 hexadecimal digits. Undefined on a
 * page that was loaded over plain HTTP, for which browsers compute no digest.
 */
export async function fingerprint(canonical: readonly number[]): Promise<string | undefined> {
  const bytes = [...ENCODER.encode('genkan-policy\x01'), ...canonical];
  const digest = await crypto.subtle?.digest('SHA-256', Uint8Array.from(bytes));
  return (
    digest &&
    [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  );
}
