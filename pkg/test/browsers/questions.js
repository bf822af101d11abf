// The questions for Node, the native crate and browsers, in pieces of the same
// length.

import { cases } from '../cases.js';
import { codePoints } from '../line.js';
import { policyCases } from '../policies.js';

/** The number of questions that are compared at once. */
const PIECE = 256;

/** Returns the sets of questions by name; `count` is the number of random ones. */
export function setsOf(count, vectors) {
  return {
    vectors: () => vectors.values(),
    cases: () => cases(count / 2),
    policies: () => policyCases(count / 2),
    'code points': () => codePoints(isInUse),
  };
}

/**
 * Returns whether any version of Unicode has characters in the plane of a
 * character. Which side knows the character does not matter: if one side has an
 * older Unicode, the difference must be shown.
 */
function isInUse(character) {
  const plane = character.codePointAt(0) >> 16;
  return plane <= 3 || plane >= 14;
}

/** Returns a list or an iterator in pieces. */
export async function* pieces(items) {
  let piece = [];
  for await (const item of items) {
    if (piece.push(item) < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** Returns the digest of a piece of answers. */
export async function digest(answers) {
  const bytes = new TextEncoder().encode(answers.join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
