// How numbers and texts are written as bytes.

export function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

/** Four bytes, the highest first. */
export function writeWord(value: number, to: number[]): void {
  to.push(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
