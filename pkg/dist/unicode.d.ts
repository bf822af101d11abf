/** The caseless, width-insensitive form in which texts are compared. */
export declare function fold(text: string): string;
/** The form in which a password is judged and hashed: src/text/prepare.rs. */
export declare function prepare(password: string): string;
/**
 * Whether engines and the crate say the same of every character, whatever
 * Unicode they are of. Normalization, case and the like of a character change
 * no more once it is there, so these are ranges that have had no free place
 * since Unicode 15; a rare script may be left out.
 */
export declare function isCertain(text: string): boolean;
/** Says which module judges next. */
export declare function serve(its: WebAssembly.Memory): void;
/** For the judge: transforms a text and says how many bytes the result has. */
export declare function transform(isToBeFolded: boolean, at: number, bytes: number): number;
/** For the judge: writes the result of the last transformation. */
export declare function take(at: number): void;
/** For the judge: whether a code point is a letter or a number. */
export declare function isAlphanumeric(codePoint: number): boolean;
