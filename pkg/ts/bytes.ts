// How numbers and texts are written as bytes.

export function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

/** For the judge: seven bits a byte, the lowest first; the eighth says that more follow. */
export function writeNumber(value: number, to: number[]): void {
  for (; value > 0x7f; value >>>= 7) to.push((value & 0x7f) | 0x80);
  to.push(value);
}

/** For a fingerprint: four bytes, the highest first. */
export function writeWord(value: number, to: number[]): void {
  for (let shift = 24; shift >= 0; shift -= 8) to.push((value >>> shift) & 0xff);
}
