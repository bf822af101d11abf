/** Normalization form C. */
export declare function nfc(text: string): string;
/** The caseless, width-insensitive form in which texts are compared. */
export declare function fold(text: string): string;
/** The form in which a password is judged and hashed: src/text/prepare.rs. */
export declare function prepare(password: string): string;
