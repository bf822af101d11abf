// What wasm-bindgen writes into dist/genkan.js, in so far as it is used here.

export default function initialize(options: {
  module_or_path: URL | BufferSource;
}): Promise<unknown>;

export class Judge {
  constructor(document: Uint32Array, texts: string);
  /** What is wrong with the document; 0 where nothing is. */
  problem(): number;
  free(): void;
  check(password: string, known: Uint32Array, texts: string): Uint32Array;
}
