/** Writes values in the canonical form, without its header: src/policy/canonical.rs. */
export declare class Writer {
    readonly bytes: number[];
    /** Four bytes, the highest first. */
    number(value: number): void;
    flag(value: unknown): void;
    /** The length in bytes, and then the UTF-8. */
    text(value: string): void;
}
/** The encoder of all texts that a module reads. */
export declare const ENCODER: TextEncoder;
