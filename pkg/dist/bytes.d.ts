export declare function utf8(text: string): number[];
/** Four bytes, the highest first. */
export declare function writeNumber(value: number, to: number[]): void;
/** The length in bytes, and then the UTF-8. */
export declare function writeText(value: string, to: number[]): void;
