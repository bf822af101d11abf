/** Normalization form C. */
export declare function nfc(text: string): string;
/** The caseless, width-insensitive form in which texts are compared. */
export declare function fold(text: string): string;
/** The form in which a password is judged and hashed: src/text/prepare.rs. */
export declare function prepare(password: string): string;
/** Says which module judges next. */
export declare function serve(its: WebAssembly.Memory): void;
/** For the judge: transforms a text and says how many bytes the result has. */
export declare function transform(isToBeFolded: boolean, at: number, bytes: number): number;
/** For the judge: writes the result of the last transformation. */
export declare function take(at: number): void;
/** For the judge: whether a code point is a letter or a number. */
export declare function isAlphanumeric(codePoint: number): boolean;
