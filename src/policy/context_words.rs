//! Finds the words of a text, such as those of an email address, in a
//! password.
//!
//! A text has these words: the whole of it, and the pieces between characters
//! that are neither letters nor digits.

use alloc::borrow::Cow;
use alloc::string::String;
use core::iter::once;

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
    /// most twice in each of the three ways, and the text is
    /// bounded, so the work is linear in the password.
    pub(super) fn find(self, candidate: &Candidate<'_, impl Unicode>, text: &str) -> Option<Span> {
        // Apart, so that a program whose rule has none of these links no code
        // for them.
        let Self {
            min_whole,
            min_piece,
            reversed: is_reversed,
            look_alikes,
        } = self;
        let unicode = candidate.unicode();
        let text = fold(unicode, bounded(text, LONGEST));
        let has_word = |part: &str, letter: fn(u8) -> u8| {
            words(unicode, &text, min_whole, min_piece).any(|word| contains(part, word, letter))
        };
        let plain = |part: &str| has_word(part, lower);
        let backwards = |part: &str| has_word(&reversed(part), lower);
        let alike = |part: &str| has_word(part, look_alike);
        let folded = candidate.folded();
        if plain(folded) {
            Some(locate(candidate, &plain))
        } else if is_reversed && backwards(folded) {
            Some(locate(candidate, &backwards))
        } else if look_alikes && alike(folded) {
            Some(locate(candidate, &alike))
        } else {
            None
        }
    }
}

/// The words that are long enough.
fn words<'t>(
    unicode: &'t impl Unicode,
    text: &'t str,
    min_whole: u32,
    min_piece: u32,
) -> impl Iterator<Item = &'t str> {
    let pieces = text
        .split(|c| !unicode.is_alphanumeric(c))
        .filter(move |piece| has_length(piece, min_piece));
    let whole = once(text).filter(move |text| has_length(text, min_whole));
    whole.chain(pieces)
}

/// The beginning of a text, up to so many bytes.
pub(super) fn bounded(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The part of a prepared password in which `is_found` holds once it is
/// folded: the shortest beginning, and of that the shortest end. It must hold
/// for the whole.
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
            is_found(&Zeroizing::new(candidate.unicode().fold(part)))
        }
    };
    let end = first(candidate.length() as usize, |end| is_in(0, end));
    let length = first(end, |length| is_in(end - length, end));
    Span::new(end - length, end)
}

/// The smallest number up to `most` for which `is_so` holds, given that it
/// holds for every larger one.
fn first(most: usize, is_so: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low.midpoint(high);
        if is_so(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The folded form, except that an ASCII text keeps its case.
fn fold<'t>(unicode: &impl Unicode, text: &'t str) -> Cow<'t, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(unicode.fold(text))
    }
}

/// Returns whether a text is not empty and has at least `min` code points.
fn has_length(text: &str, min: u32) -> bool {
    !text.is_empty() && text.chars().count() >= min as usize
}

/// The text backwards.
pub(super) fn reversed(text: &str) -> Zeroizing<String> {
    let mut reversed = Zeroizing::new(String::with_capacity(text.len()));
    reversed.extend(text.chars().rev());
    reversed
}

/// Returns whether a text contains a word, with `letter` applied to both.
fn contains(text: &str, word: &str, letter: fn(u8) -> u8) -> bool {
    let is_equal = |(one, other): (&u8, &u8)| letter(*one) == letter(*other);
    let word = word.as_bytes();
    let mut places = text.as_bytes().windows(word.len().max(1));
    places.any(|place| place.iter().zip(word).all(is_equal))
}

const fn lower(byte: u8) -> u8 {
    byte.to_ascii_lowercase()
}

/// The letter that a character stands for. Letters that stand for one another
/// become one.
const fn look_alike(byte: u8) -> u8 {
    match byte.to_ascii_lowercase() {
        b'0' => b'o',
        b'1' | b'!' | b'|' | b'i' => b'l',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'9' => b'g',
        other => other,
    }
}

/// The longest text that is searched for, in bytes. An email address has at
/// most 254 octets (RFC 5321 section 4.5.3.1.3).
const LONGEST: usize = 256;
