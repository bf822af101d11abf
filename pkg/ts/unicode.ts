// The Unicode operations that a module calls. They must return what
// src/text/unicode.rs returns natively.

import { ENCODER } from './writer.js';

/** Returns the caseless, width-insensitive form in which texts are compared. */
export function fold(text: string): string {
  const once = foldCase(text.normalize('NFD')).normalize('NFKC');
  return foldCase(once).normalize('NFKC');
}

/** Returns the form in which a password is checked and hashed: src/text/prepare.rs. */
export function prepare(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/** Folds code point by code point, since a whole text may have a final sigma. */
function foldCase(text: string): string {
  let folded = '';
  for (const character of text) {
    // The dotless i would become i.
    folded += character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase();
  }
  return folded;
}

/**
 * Returns whether all engines and the crate treat every character alike,
 * whatever their versions of Unicode. Normalization and case of an assigned
 * character never change, so these are ranges that have been full since Unicode
 * 15; rare scripts may be left out.
 */
export function isCertain(text: string): boolean {
  return !UNCERTAIN.test(text);
}

const UNCERTAIN =
  /[^\0-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u052f\u0531-\u0556\u0559-\u058a\u0591-\u05c7\u05d0-\u05ea\u0600-\u070d\u0898-\u0983\u0e01-\u0e3a\u0e3f-\u0e5b\u10d0-\u1248\u1680\u1d00-\u1f15\u2000-\u2064\u20a0-\u20c0\u20d0-\u20f0\u2100-\u218b\u2190-\u2426\u2460-\u2b73\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e\u3220-\ua48c\uac00-\ud7a3\ue000-\ufa6d\ufa70-\ufad9\ufb00-\ufb06\ufe00-\ufe19\uff01-\uffbe\uffe0-\uffe6\u{1f100}-\u{1f1ad}\u{1f1e6}-\u{1f202}\u{1f300}-\u{1f6d7}\u{1f900}-\u{1fa53}\u{20000}-\u{2a6df}\u{e0100}-\u{e01ef}]/u;

/** The memory of the module that is checking. */
let memory: WebAssembly.Memory;
let transformed: Uint8Array;

/** Sets the memory that the operations work on. */
export function useMemory(of: WebAssembly.Memory): void {
  memory = of;
}

/** The forms of a text, in the order of pkg/src/unicode.rs. */
const FORMS = [prepare, fold, (text: string): string => text.normalize('NFD')];

/** For a module: transforms a text and returns how many bytes the result has. */
export function transform(form: number, at: number, bytes: number): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    new Uint8Array(memory.buffer, at, bytes),
  );
  transformed = ENCODER.encode(FORMS[form]!(text));
  return transformed.length;
}

/** For a module: writes the result of the last transformation, and erases it here. */
export function writeTransformed(at: number): void {
  new Uint8Array(memory.buffer).set(transformed, at);
  transformed.fill(0);
}

/** For a module: returns whether a code point is a letter or, if `orNumber`, a number. */
export function isLetter(codePoint: number, orNumber: number): boolean {
  return (orNumber ? /[\p{Alpha}\p{N}]/u : /\p{Alpha}/u).test(String.fromCodePoint(codePoint));
}
