//! Finds the words of a text, such as those of an email address, in a
//! password.
//!
//! A text has these words: the whole of it, and the pieces between characters
//! that are neither letters nor digits. Options add the pieces without what is
//! between them, and every part of the text.

use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::limits::LONGEST_WORD;
use super::rules::Candidate;
use super::span::Span;
use super::spelling::without_accents;
use crate::text::Unicode;

/// Which words of a text count, and how they are compared.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// The length from which the whole text counts, in code points.
    pub(super) min_whole: u32,
    /// The length from which a piece counts, in code points.
    pub(super) min_piece: u32,
    /// The same for a piece that has only characters of East Asian scripts.
    pub(super) min_east_asian: Option<u32>,
    /// The pieces without what is between them are a word, too.
    pub(super) joined: bool,
    /// Every part of the text that is as long as a piece is a word, too.
    pub(super) consecutive: bool,
    /// Compares without accents, and hiragana like katakana.
    pub(super) accents: bool,
    /// Finds words that are written backwards, too.
    pub(super) reversed: bool,
    /// Finds words that are written with characters that look alike, too.
    pub(super) look_alikes: bool,
}

impl Search {
    /// Returns where the password contains a word of the text.
    ///
    /// Every byte of the password is compared with every byte of the text a few
    /// times in each of the three ways, with `consecutive` once for each part of
    /// the text. The text is bounded, so the work is linear in the password.
    pub(super) fn find(self, candidate: &Candidate<'_, impl Unicode>, text: &str) -> Option<Span> {
        // Chosen here, so that a program whose rule has the options off links no
        // code for them.
        let (is_reversed, has_look_alikes) = (self.reversed, self.look_alikes);
        let has_more = self.joined || self.consecutive || self.min_east_asian.is_some();
        let more: Option<More<'_, _>> = if has_more {
            Some(Words::any_more)
        } else {
            None
        };
        let folded = |text: &str| candidate.fold(text);
        let accentless = |text: &str| without_accents(candidate.unicode(), &candidate.fold(text));
        let fold: &dyn Fn(&str) -> Zeroizing<String> =
            if self.accents { &accentless } else { &folded };
        let text = bounded(text, LONGEST);
        // A search ignores the case of ASCII, so an ASCII text is not folded.
        let (_, is_ascii) = candidate.unicode().ascii(text);
        let own_text = (!is_ascii).then(|| fold(text));
        let words = Words {
            unicode: candidate.unicode(),
            text: own_text.as_ref().map_or(text, |folded| folded),
            search: self,
            more,
        };
        let contains = |part: &[u8], word: &[u8]| candidate.unicode().contains(part, word);
        let plain = |part: &str| words.any(|word| contains(part.as_bytes(), word));
        let backwards = |part: &str| plain(&reversed(part));
        let alike = |part: &str| {
            let part = look_alikes(part.as_bytes());
            words.any(|word| contains(&part, &look_alikes(word)))
        };
        let own_password =
            (self.accents && !candidate.is_ascii()).then(|| fold(candidate.prepared()));
        let password = own_password
            .as_ref()
            .map_or(candidate.searched(), |own| own);
        if plain(password) {
            Some(locate(candidate, fold, &plain))
        } else if is_reversed && backwards(password) {
            Some(locate(candidate, fold, &backwards))
        } else if has_look_alikes && alike(password) {
            Some(locate(candidate, fold, &alike))
        } else {
            None
        }
    }
}

/// The words of a text that are long enough.
struct Words<'t, U> {
    unicode: &'t U,
    text: &'t str,
    search: Search,
    more: Option<More<'t, U>>,
}

/// Returns whether one of the words is found that only some rules look for.
type More<'t, U> = fn(&Words<'t, U>, &dyn Fn(&[u8]) -> bool) -> bool;

impl<U: Unicode> Words<'_, U> {
    fn any(&self, is_found: impl Fn(&[u8]) -> bool) -> bool {
        let Search {
            min_whole,
            min_piece,
            ..
        } = self.search;
        let is_long = |word: &[u8], min: u32| characters(word) >= min.max(1) as usize;
        let text = self.text.as_bytes();
        // The whole is nowhere if one of its pieces is nowhere.
        let mut has_all = true;
        let (mut start, mut at) = (0, 0);
        while at <= text.len() {
            let (is_separator, width) = self.separator(at);
            if is_separator {
                let piece = text.get(start..at).unwrap_or_default();
                // It has no more characters than bytes, and most are not found.
                if piece.len() >= min_piece as usize {
                    let is_found = is_found(piece);
                    if is_found && is_long(piece, min_piece) {
                        return true;
                    }
                    has_all &= is_found;
                }
                start = at + width;
            }
            at += width;
        }
        (has_all && is_long(text, min_whole) && is_found(text))
            || self.more.is_some_and(|more| more(self, &is_found))
    }

    /// Returns whether a piece ends at a byte, and the bytes of the character
    /// there.
    fn separator(&self, at: usize) -> (bool, usize) {
        match self.text.as_bytes().get(at) {
            // Decoding each character would take longer than the search.
            Some(byte) if byte.is_ascii() => (!byte.is_ascii_alphanumeric(), 1),
            _ => match self.text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) => (self.is_separator(c), c.len_utf8()),
                None => (true, 1),
            },
        }
    }

    fn pieces(&self) -> impl Iterator<Item = &str> {
        self.text.split(|c| self.is_separator(c))
    }

    fn is_separator(&self, c: char) -> bool {
        match c {
            '\0'..='\x7f' => !c.is_ascii_alphanumeric(),
            _ => !self.unicode.is_alphanumeric(c),
        }
    }

    fn any_more(&self, is_found: &dyn Fn(&[u8]) -> bool) -> bool {
        let search = self.search;
        let is_in = |word: &str| is_found(word.as_bytes());
        let has_east_asian = search.min_east_asian.is_some_and(|min| {
            let is_long = |piece: &&str| characters(piece.as_bytes()) >= min as usize;
            let pieces = self.pieces().filter(is_long);
            let mut pieces = pieces.filter(|piece| piece.chars().all(is_east_asian));
            pieces.any(|piece| !piece.is_empty() && is_in(piece))
        });
        let is_joined = || {
            let mut joined = String::with_capacity(self.text.len());
            joined.extend(self.pieces());
            let length = characters(joined.as_bytes()) as u32;
            length >= search.min_whole.max(1) && is_in(&joined)
        };
        has_east_asian
            || (search.joined && is_joined())
            || (search.consecutive && self.parts().any(is_in))
    }

    /// Returns the shortest part of the text that counts, from each character
    /// on. A longer part contains it.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let min_piece = self.search.min_piece as usize;
        let min_east_asian = self.search.min_east_asian.unwrap_or(u32::MAX) as usize;
        self.text.char_indices().filter_map(move |(start, _)| {
            let rest = self.text.get(start..)?;
            let end = |length: usize| {
                let (at, last) = rest.char_indices().nth(length.checked_sub(1)?)?;
                rest.get(..at + last.len_utf8())
            };
            let east_asian = end(min_east_asian.min(min_piece));
            let east_asian = east_asian.filter(|part| part.chars().all(is_east_asian));
            east_asian.or_else(|| end(min_piece))
        })
    }
}

/// Returns whether a folded character is one of which two may be a whole name:
/// kana, a Chinese character, or a hangul syllable.
const fn is_east_asian(c: char) -> bool {
    matches!(
        c,
        '々' | '〇' | 'ぁ'..='ヿ' | 'ㇰ'..='ㇿ' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '가'..='힣' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
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

/// Returns the part of a prepared password that `is_found` accepts once `fold`
/// has folded it: of the shortest beginning that it accepts, the shortest end.
/// It must accept the whole, and ignore the case of ASCII.
///
/// Folding changes lengths, so both ends are found by bisection.
pub(super) fn locate(
    candidate: &Candidate<'_, impl Unicode>,
    fold: &dyn Fn(&str) -> Zeroizing<String>,
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
            is_found(&fold(part))
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

/// Returns a text with the letters that its characters look like. Letters that
/// look like each other become one.
fn look_alikes(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let letters = text.iter().map(|byte| match byte.to_ascii_lowercase() {
        b'i' => b'l',
        other => look_alike(other),
    });
    Zeroizing::new(letters.collect())
}

/// Returns the letter that a digit or sign looks like, and any other byte as it
/// is. `docs/rules.md` has this table.
pub(super) const fn look_alike(byte: u8) -> u8 {
    match byte {
        b'0' => b'o',
        b'1' | b'!' | b'|' => b'l',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'9' => b'g',
        other => other,
    }
}

/// The longest text that is searched for, in bytes.
pub(super) const LONGEST: usize = LONGEST_WORD as usize;
