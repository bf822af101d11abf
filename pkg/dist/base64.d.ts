/** Returns the bytes of a text in base64. */
export declare function bytesOf(base64: string): Uint8Array<ArrayBuffer>;
