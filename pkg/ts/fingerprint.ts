// What tells one policy from another, as the crate computes it:
// src/policy/fingerprint.rs.

import type { Document } from './document.js';
import { addText, type Form } from './field.js';
import { RULE_LIST } from './rules.js';

/**
 * The first 128 bits of SHA-256 over a document's canonical form, as 32
 * hexadecimal digits. Browsers compute it only for pages that came over HTTPS
 * or from this machine; elsewhere it is undefined.
 */
export async function fingerprint(document: Document): Promise<string | undefined> {
  const bytes = Uint8Array.from(canonical(document));
  const digest = await globalThis.crypto?.subtle?.digest('SHA-256', bytes);
  if (!digest) return undefined;
  const digits = [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0'));
  return digits.join('');
}

/** src/policy/canonical.rs explains the form. */
function canonical({ max_bytes, rules, preparation }: Document): number[] {
  const bytes: number[] = [];
  const to: Form = {
    bytes,
    number: (value) => bytes.push(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255),
    choice: (value) => addText(value, to),
    isCanonical: true,
  };
  for (const byte of new TextEncoder().encode('genkan-policy\x01')) bytes.push(byte);
  to.number(max_bytes);
  RULE_LIST.write(rules, to);
  if (preparation !== undefined) addText(preparation, to);
  return bytes;
}
