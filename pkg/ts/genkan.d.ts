// What wasm-bindgen writes into dist/genkan.js, in so far as it is used here.
// Only numbers cross; places are addresses in the module's memory.

export default function initialize(options: {
  module_or_path: URL | BufferSource;
}): Promise<{ readonly memory: WebAssembly.Memory }>;

/** pkg/src/judge.rs. */
export class Judge {
  /** Where the input is to be written, with room for so many bytes. */
  input(bytes: number): number;
  /** Reads a document, and says what is wrong with it; 0 where nothing is. */
  read(bytes: number): number;
  /** Judges a password that stands behind what is known; says how many numbers the report has. */
  check(known: number, password: number): number;
  /** Where they are. */
  report(): number;
  free(): void;
}
