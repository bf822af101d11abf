/** Writes values in the canonical form, without its header: src/policy/canonical.rs. */
export class Writer {
  readonly bytes: number[] = [];

  /** Writes four bytes in big-endian order. The module reads the lowest eight bits of each. */
  number(value: number): void {
    this.bytes.push(value >> 24, value >> 16, value >> 8, value);
  }

  flag(value: unknown): void {
    this.bytes.push(value ? 1 : 0);
  }

  /** Writes the length in bytes, and then the UTF-8. */
  text(value: string): void {
    const bytes = ENCODER.encode(value);
    this.number(bytes.length);
    for (const byte of bytes) this.bytes.push(byte);
  }
}

/** The encoder of all texts for the modules. */
export const ENCODER = new TextEncoder();
