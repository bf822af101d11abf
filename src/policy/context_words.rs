//! Finds the words of a text, such as those of an email address, in a
//! password.
//!
//! A text has these words: the whole of it, and the pieces between characters
//! that are neither letters nor digits.

use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::limits::LONGEST_WORD;
use super::rules::Candidate;
use super::span::Span;
use crate::text::Unicode;

/// Which words of a text count, and how they are compared.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// The length from which the whole text counts, in code points.
    pub(super) min_whole: u32,
    /// The length from which a piece counts, in code points.
    pub(super) min_piece: u32,
    /// Finds words that are written backwards, too.
    pub(super) reversed: bool,
    /// Finds words that are written with characters that look alike, too.
    pub(super) look_alikes: bool,
}

impl Search {
    /// Returns where the password contains a word of the text.
    ///
    /// Every byte of the password is compared with every byte of the text at
    /// most twice in each of the three ways, and the text is bounded, so the
    /// work is linear in the password.
    pub(super) fn find(self, candidate: &Candidate<'_, impl Unicode>, text: &str) -> Option<Span> {
        // Read once, so that a program whose rule has these options off links
        // no code for them.
        let (is_reversed, has_look_alikes) = (self.reversed, self.look_alikes);
        let text = bounded(text, LONGEST_WORD as usize);
        // A search ignores the case of ASCII, so an ASCII text is not folded.
        let folded = (!text.is_ascii()).then(|| candidate.fold(text));
        let text = folded.as_ref().map_or(text, |folded| folded);
        let words = Words {
            unicode: candidate.unicode(),
            text,
            min_whole: self.min_whole,
            min_piece: self.min_piece,
        };
        let plain = |part: &str| words.any(|word| contains(part.as_bytes(), word));
        let backwards = |part: &str| plain(&reversed(part));
        let alike = |part: &str| {
            let part = look_alikes(part.as_bytes());
            words.any(|word| contains(&part, &look_alikes(word)))
        };
        let password = candidate.searched();
        if plain(password) {
            Some(locate(candidate, &plain))
        } else if is_reversed && backwards(password) {
            Some(locate(candidate, &backwards))
        } else if has_look_alikes && alike(password) {
            Some(locate(candidate, &alike))
        } else {
            None
        }
    }
}

/// The words of a text that are long enough.
struct Words<'t, U> {
    unicode: &'t U,
    text: &'t str,
    min_whole: u32,
    min_piece: u32,
}

impl<U: Unicode> Words<'_, U> {
    fn any(&self, is_found: impl Fn(&[u8]) -> bool) -> bool {
        // A word has no more characters than bytes, and most are not found.
        let is_in = |word: &[u8], min: u32| {
            let min = min.max(1) as usize;
            word.len() >= min && is_found(word) && characters(word) >= min
        };
        let is_separator = |c: char| match c {
            '\0'..='\x7f' => !c.is_ascii_alphanumeric(),
            _ => !self.unicode.is_alphanumeric(c),
        };
        let mut pieces = self.text.split(is_separator);
        pieces.any(|piece| is_in(piece.as_bytes(), self.min_piece))
            || is_in(self.text.as_bytes(), self.min_whole)
    }
}

/// Returns the number of code points of a text in UTF-8.
fn characters(text: &[u8]) -> usize {
    let is_first = |byte: &&u8| !matches!(byte, 0x80..=0xbf);
    text.iter().filter(is_first).count()
}

/// Returns the beginning of a text, up to a number of bytes.
pub(super) fn bounded(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Returns the part of a prepared password that `is_found` accepts once it is
/// folded: of the shortest beginning that it accepts, the shortest end. It must
/// accept the whole, and ignore the case of ASCII.
///
/// Folding changes lengths, so both ends are found by bisection.
pub(super) fn locate(
    candidate: &Candidate<'_, impl Unicode>,
    is_found: &dyn Fn(&str) -> bool,
) -> Span {
    let text = candidate.prepared();
    // The byte at which a code point begins.
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
    let is_in = |start: usize, end: usize| {
        let part = text.get(byte(start)..byte(end)).unwrap_or_default();
        if candidate.is_ascii() {
            is_found(part)
        } else {
            is_found(&candidate.fold(part))
        }
    };
    let end = first(candidate.length() as usize, &|end| is_in(0, end));
    let length = first(end, &|length| is_in(end - length, end));
    Span::new(end - length, end)
}

/// Returns the smallest number up to `most` for which `is_found` holds, given
/// that it holds for every larger one.
fn first(most: usize, is_found: &dyn Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low.midpoint(high);
        if is_found(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Returns a text backwards.
pub(super) fn reversed(text: &str) -> Zeroizing<String> {
    // Growing would leave a copy behind.
    let mut reversed = Zeroizing::new(String::with_capacity(text.len()));
    reversed.extend(text.chars().rev());
    reversed
}

/// Returns whether a text contains a word. The case of ASCII is ignored.
fn contains(text: &[u8], word: &[u8]) -> bool {
    let Some(first) = word.first() else {
        return true;
    };
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let is_at = |at: usize| {
        let part = text.get(at..at + word.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(word))
    };
    (0..)
        .step_by(BLOCK)
        .zip(text.chunks(BLOCK))
        .any(|(at, block)| {
            // The compiler compares the bytes of a block at once.
            let has_first = |any, byte: &u8| any | (*byte == lower) | (*byte == upper);
            block.iter().fold(false, has_first) && (at..at + BLOCK).any(is_at)
        })
}

/// How many bytes are searched at once.
const BLOCK: usize = 16;

/// Returns a text with the letters that its characters look like. Letters that
/// look like each other become one.
fn look_alikes(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let letters = text.iter().map(|byte| match byte.to_ascii_lowercase() {
        b'0' => b'o',
        b'1' | b'!' | b'|' | b'i' => b'l',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'9' => b'g',
        other => other,
    });
    Zeroizing::new(letters.collect())
}
