export declare function utf8(text: string): number[];
/** For the judge: seven bits a byte, the lowest first; the eighth says that more follow. */
export declare function writeNumber(value: number, to: number[]): void;
/** For a fingerprint: four bytes, the highest first. */
export declare function writeWord(value: number, to: number[]): void;
