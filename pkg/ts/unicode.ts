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
