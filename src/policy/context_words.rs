//! Finds the words of a text, such as those of an email address, in a
//! password.
//!
//! A text has these words: the whole of it, and the pieces between characters
//! that are neither letters nor digits.

use alloc::string::String;

use zeroize::Zeroizing;

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
        let text = bounded(text, LONGEST);
        // A search ignores the case of ASCII, so an ASCII text is not folded.
        let folded = (!text.is_ascii()).then(|| candidate.fold(text));
        let text = folded.as_ref().map_or(text, |folded| folded);
        let words = Words {
            unicode: candidate.unicode(),
            text,
            min_whole: self.min_whole,
            min_piece: self.min_piece,
        };
        let plain = |part: &str| words.any(|word| contains(part, word));
        let backwards = |part: &str| plain(&reversed(part));
        let alike = |part: &str| {
            let part = look_alikes(part);
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
    fn any(&self, is_found: impl Fn(&str) -> bool) -> bool {
        let is_in = |word: &str, min| has_length(word, min) && is_found(word);
        is_in(self.text, self.min_whole)
            || self
                .text
                .split(|c| !self.unicode.is_alphanumeric(c))
                .any(|piece| is_in(piece, self.min_piece))
    }
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

/// Returns whether a text is not empty and has at least `min` code points.
fn has_length(text: &str, min: u32) -> bool {
    !text.is_empty() && text.chars().count() >= min as usize
}

/// Returns a text backwards.
pub(super) fn reversed(text: &str) -> Zeroizing<String> {
    collected(text.len(), text.chars().rev())
}

/// Returns whether a text contains a word. The case of ASCII is ignored.
fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(first) = word.first().map(u8::to_ascii_lowercase) else {
        return true;
    };
    let is_equal = |(one, other): (&u8, &u8)| one.eq_ignore_ascii_case(other);
    // The first letter decides nearly always.
    text.windows(word.len()).any(|place| {
        place.first().map(u8::to_ascii_lowercase) == Some(first)
            && place.iter().zip(word).all(is_equal)
    })
}

/// Returns a text with the letters that its characters look like. Letters that
/// look like each other become one.
fn look_alikes(text: &str) -> Zeroizing<String> {
    let letters = text.chars().map(|c| match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' | '!' | '|' | 'i' => 'l',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        '9' => 'g',
        other => other,
    });
    collected(text.len(), letters)
}

/// Collects a text of a known size. Growing would leave a copy behind.
fn collected(size: usize, characters: impl Iterator<Item = char>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(size));
    text.extend(characters);
    text
}

/// The longest text that is searched for, in bytes. An email address has at
/// most 254 octets (RFC 5321 section 4.5.3.1.3).
const LONGEST: usize = 256;
