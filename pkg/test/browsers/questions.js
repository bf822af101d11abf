// What is asked in Node, natively, and in browsers: the same questions, in
// pieces of the same length.

import { cases } from '../cases.js';
import { codePoints } from '../line.js';
import { policyCases } from '../policies.js';

/** How many questions are compared at once. */
const PIECE = 256;

/** The sets of questions, by their names; `count` is of those that are random. */
export function setsOf(count, vectors) {
  return {
    vectors: () => vectors.values(),
    cases: () => cases(count / 2),
    policies: () => policyCases(count / 2),
    'code points': () => codePoints(isInUse),
  };
}

/**
 * Whether any version of Unicode has something in the plane of a character. It
 * does not matter who knows the character: whichever side has the older
 * Unicode, they must not differ unseen.
 */
function isInUse(character) {
  const plane = character.codePointAt(0) >> 16;
  return plane <= 3 || plane >= 14;
}

/** A list, or what is still to come, in pieces. */
export async function* pieces(items) {
  let piece = [];
  for await (const item of items) {
    if (piece.push(item) < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** What stands for a piece of answers. */
export async function digest(answers) {
  const bytes = new TextEncoder().encode(answers.join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
