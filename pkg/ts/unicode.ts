// The Unicode operations that the judge asks the engine for. They must give
// what src/text/unicode.rs gives natively.

/** Normalization form C. */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/** The caseless, width-insensitive form in which texts are compared. */
export function fold(text: string): string {
  const once = foldCase(text.normalize('NFD')).normalize('NFKC');
  return foldCase(once).normalize('NFKC');
}

/** The form in which a password is judged and hashed: src/text/prepare.rs. */
export function prepare(password: string): string {
  return nfc(password.replace(NON_ASCII_SPACE, ' '));
}

/** Code point by code point: a whole text has a final sigma. */
function foldCase(text: string): string {
  let folded = '';
  for (const character of text) {
    // The dotless i would fall together with i.
    folded += character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase();
  }
  return folded;
}

const NON_ASCII_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** The memory of the module that is judging. */
let memory: WebAssembly.Memory;
let transformed: Uint8Array;

/** Says which module judges next. */
export function serve(its: WebAssembly.Memory): void {
  memory = its;
}

/** For the judge: transforms a text and says how many bytes the result has. */
export function transform(isToBeFolded: boolean, at: number, bytes: number): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    new Uint8Array(memory.buffer, at, bytes),
  );
  transformed = new TextEncoder().encode(isToBeFolded ? fold(text) : nfc(text));
  return transformed.length;
}

/** For the judge: writes the result of the last transformation. */
export function take(at: number): void {
  new Uint8Array(memory.buffer).set(transformed, at);
  transformed = transformed.subarray(0, 0);
}

/** For the judge: whether a code point is a letter or a number. */
export function isAlphanumeric(codePoint: number): boolean {
  return /[\p{Alphabetic}\p{N}]/u.test(String.fromCodePoint(codePoint));
}
