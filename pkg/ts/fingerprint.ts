/**
 * What tells one policy from another, as the crate computes it: the first 128
 * bits of SHA-256 over its canonical form, as 32 hexadecimal digits. Browsers
 * compute it only for pages that came over HTTPS or from this machine;
 * elsewhere it is undefined.
 */
export async function fingerprint(canonical: readonly number[]): Promise<string | undefined> {
  const digest = await globalThis.crypto?.subtle?.digest('SHA-256', Uint8Array.from(canonical));
  if (!digest) return undefined;
  const digits = [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0'));
  return digits.join('');
}
