export declare function utf8(text: string): number[];
/** Four bytes, the highest first. */
export declare function writeWord(value: number, to: number[]): void;
