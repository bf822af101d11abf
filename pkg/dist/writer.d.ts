/** Writes values in the canonical form, without its header: src/policy/canonical.rs. */
export declare class Writer {
    readonly bytes: number[];
<<<<<<< HEAD
    /** Writes four bytes in big-endian order. */
=======
    /** Four bytes, the highest first. A module reads the last eight bits of each. */
>>>>>>> 6b54a40 (pkg: fit the documented policy into 9 KB)
    number(value: number): void;
    flag(value: unknown): void;
    /** Writes the length in bytes, and then the UTF-8. */
    text(value: string): void;
}
/** The encoder of all texts for the modules. */
export declare const ENCODER: TextEncoder;
