/** Writes values in the canonical form, without its header: src/policy/canonical.rs. */
export declare class Writer {
    readonly bytes: number[];
    /** Writes four bytes in big-endian order. The module reads the lowest eight bits of each. */
    number(value: number): void;
    flag(value: unknown): void;
    /** Writes the length in bytes, and then the UTF-8. */
    text(value: string): void;
}
/** The encoder of all texts for the modules. */
export declare const ENCODER: TextEncoder;
