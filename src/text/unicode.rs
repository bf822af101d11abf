use alloc::string::String;

use super::search::{ascii, contains};

#[cfg(feature = "unicode-normalization")]
use unicode_normalization::UnicodeNormalization as _;
#[cfg(feature = "unicode-normalization")]
use zeroize::Zeroizing;

/// The Unicode operations that a check needs.
///
/// A server uses `Tables`. A browser uses its own
/// `String.prototype.normalize`, because the tables would be many times the
/// size of everything else. The tests compare both for every code point.
///
/// # Examples
///
/// ```
/// use genkan::text::{Tables, Unicode as _};
///
/// assert_eq!(Tables.prepare("cafe\u{301}"), "café");
/// assert_eq!(Tables.fold("ＴＡＲＯ"), "taro");
/// assert_eq!(Tables.decompose("é"), "e\u{301}");
/// ```
pub trait Unicode {
    /// Returns a text in the form that is checked and hashed, see
    /// [`prepare`](super::prepare).
    fn prepare(&self, text: &str) -> String;

    /// Returns the caseless, width-insensitive form in which texts are
    /// compared: compatibility caseless matching, Unicode 3.13, D146.
    ///
    /// Two texts match when their folded forms are equal. The form is for
    /// comparison only; it is neither shown nor stored.
    fn fold(&self, text: &str) -> String;

    /// Returns the canonical decomposition of a text: NFD (UAX #15). Only rules
    /// that ignore accents need it.
    fn decompose(&self, text: &str) -> String;

    /// Returns whether a character is a letter or a number, and so not a
    /// separator: it has the property `Alphabetic` or a category `N`.
    fn is_alphanumeric(&self, c: char) -> bool {
        c.is_alphanumeric()
    }

    /// Returns whether a character is a letter: it has the property
    /// `Alphabetic`.
    fn is_alphabetic(&self, c: char) -> bool {
        c.is_alphabetic()
    }

    /// Returns the ASCII characters of a text as bits, U+0000 as the lowest, and
    /// whether it has no others. A platform may have a faster way.
    fn ascii(&self, text: &str) -> ([u64; 2], bool) {
        ascii(text)
    }

    /// Returns whether a text contains a word, ignoring the case of ASCII. A
    /// platform may have a faster way.
    fn contains(&self, text: &[u8], word: &[u8]) -> bool {
        contains(text, word)
    }
}

/// Unicode by the tables of the `unicode-normalization` crate and of `core`.
///
/// # Examples
///
/// ```
/// use genkan::text::Tables;
///
/// assert_eq!(Tables.nfc("e\u{301}"), "é");
/// ```
#[cfg(feature = "unicode-normalization")]
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "it has nothing to add")]
pub struct Tables;

#[cfg(feature = "unicode-normalization")]
impl Tables {
    /// Normalization form C (UAX #15).
    #[must_use]
    pub fn nfc(&self, text: &str) -> String {
        at_once(text.nfc(), text.len())
    }
}

#[cfg(feature = "unicode-normalization")]
impl Unicode for Tables {
    fn prepare(&self, text: &str) -> String {
        self.nfc(&spaced(text))
    }

    fn fold(&self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_ascii_lowercase();
        }
        let once = text.nfd().flat_map(fold_case).nfkc();
        let once = Zeroizing::new(at_once(once, text.len()));
        at_once(once.chars().flat_map(fold_case).nfkc(), once.len())
    }

    fn decompose(&self, text: &str) -> String {
        at_once(text.nfd(), text.len())
    }
}

/// Returns a text with every space as U+0020. This comes before NFC, which
/// turns U+2000 into U+2002, another space.
#[cfg(feature = "unicode-normalization")]
fn spaced(text: &str) -> Zeroizing<String> {
    let spaced = text
        .chars()
        .map(|c| if is_non_ascii_space(c) { ' ' } else { c });
    // Reserved at its full size: growing would leave a copy behind.
    let mut copy = Zeroizing::new(String::with_capacity(text.len()));
    copy.extend(spaced);
    copy
}

/// General category `Zs` without U+0020, complete since Unicode 6.3.
#[cfg(feature = "unicode-normalization")]
const fn is_non_ascii_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Collects a text in memory that it seldom outgrows: growing would leave a
/// copy of a password behind.
#[cfg(feature = "unicode-normalization")]
fn at_once(characters: impl Iterator<Item = char>, length: usize) -> String {
    // Normalization to NFC makes no text longer than this (UAX #15 section
    // 12.1); the other forms do, for a few characters.
    let mut text = String::with_capacity(length * 3);
    text.extend(characters);
    text
}

/// Full case folding of one character, up to the choice of representative.
///
/// Lower, upper, lower again gives the same classes as `CaseFolding.txt`
/// (statuses C and F), by mappings that every platform has. Only the dotless i
/// is an exception: it folds to itself, and these mappings would make it `i`.
#[cfg(feature = "unicode-normalization")]
fn fold_case(c: char) -> impl Iterator<Item = char> {
    let dotless = (c == 'ı').then_some(c);
    let folded = (c != 'ı')
        .then(|| {
            c.to_lowercase()
                .flat_map(char::to_uppercase)
                .flat_map(char::to_lowercase)
        })
        .into_iter()
        .flatten();
    dotless.into_iter().chain(folded)
}

#[cfg(all(test, feature = "unicode-normalization"))]
mod tests {
    use std::collections::HashMap;
    use std::string::ToString as _;
    use std::vec::Vec;

    use super::*;

    /// Our folding and the published table must put the same characters into
    /// the same classes, whatever they call the class.
    #[test]
    fn the_classes_are_those_of_case_folding() {
        let mut ours_of_theirs = HashMap::new();
        let mut theirs_of_ours = HashMap::new();
        let mut differing = Vec::new();
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let theirs = caseless::default_case_fold_str(&c.to_string());
            let ours: String = fold_case(c).collect();
            // Newer letters are unknown to the crate's older table.
            let unknown_there = theirs == c.to_string() && ours != theirs;
            if unknown_there && !CHEROKEE.contains(&(c as u32)) {
                differing.push(c);
                continue;
            }
            let ours_before = ours_of_theirs.entry(theirs.clone()).or_insert(ours.clone());
            assert_eq!(*ours_before, ours, "U+{:04X}", c as u32);
            let theirs_before = theirs_of_ours.entry(ours).or_insert(theirs.clone());
            assert_eq!(*theirs_before, theirs, "U+{:04X}", c as u32);
        }
        assert!(differing.len() < 64, "{differing:?}");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let once = Tables.fold(&c.to_string());
            assert_eq!(Tables.fold(&once), once, "U+{:04X}", c as u32);
        }
    }

    /// The table folds Cherokee to upper case, we to lower.
    const CHEROKEE: core::ops::RangeInclusive<u32> = 0x13a0..=0x13f5;
}
