// What wasm-bindgen writes into dist/genkan.js, in so far as it is used here.

export default function initialize(options: {
  module_or_path: URL | BufferSource;
}): Promise<unknown>;

export class Judge {
  constructor(document: Uint32Array, special: string);
  check(password: string, email?: string): Uint32Array;
}
