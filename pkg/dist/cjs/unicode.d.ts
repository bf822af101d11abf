/** Returns the caseless, width-insensitive form in which texts are compared. */
export declare function fold(text: string): string;
/** Returns the form in which a password is checked and hashed: src/text/prepare.rs. */
export declare function prepare(password: string): string;
/**
 * Returns whether all engines and the crate treat every character alike,
 * whatever their versions of Unicode. Normalization and case of an assigned
 * character never change, so these are ranges that have been full since Unicode
 * 15; rare scripts may be left out.
 */
export declare function isCertain(text: string): boolean;
/** Sets the memory that the operations work on. */
export declare function useMemory(of: WebAssembly.Memory): void;
/** For a module: transforms a text and returns how many bytes the result has. */
export declare function transform(form: number, at: number, bytes: number): number;
/** For a module: writes the result of the last transformation, and erases it here. */
export declare function writeTransformed(at: number): void;
/** For a module: returns whether a code point is a letter or, if `orNumber`, a number. */
export declare function isLetter(codePoint: number, orNumber: number): boolean;
