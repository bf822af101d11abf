// How numbers and texts are written as bytes: src/policy/canonical.rs.

export function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

/** Four bytes, the highest first. */
export function writeNumber(value: number, to: number[]): void {
  to.push(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

/** The length in bytes, and then the UTF-8. */
export function writeText(value: string, to: number[]): void {
  const bytes = utf8(value);
  writeNumber(bytes.length, to);
  for (const byte of bytes) to.push(byte);
}
