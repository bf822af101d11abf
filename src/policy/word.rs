use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::lanes;
use super::marks::Marks;
use crate::text::{Unicode, is_ascii};

/// Words to be found in a folded text.
///
/// A search looks for a byte of each word's beginning first, many bytes at a
/// time, and compares only where there is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words<'c> {
    /// The first text, where it is as local parts are: nearly always the only
    /// one.
    short: Short<'c>,
    others: Vec<Text<'c>>,
    /// The bytes to look for, case left out.
    marks: Marks,
}

/// Up to 64 bytes of ASCII, which is what a local part may have (RFC 5321,
/// section 4.5.3.1.1).
#[derive(Clone, Copy, Debug, Default)]
struct Short<'c> {
    bytes: &'c [u8],
    /// Which of them are letters and digits: one bit each, the first one's in
    /// the lowest.
    alphanumeric: u64,
}

/// Any other text, folded apart from ASCII case.
#[derive(Clone, Debug)]
struct Text<'c> {
    bytes: Cow<'c, [u8]>,
    words: Vec<Word>,
}

/// Whether this build is to be small before fast: then no text is short.
const IS_SMALL: bool = cfg!(target_family = "wasm");

/// A part of a text.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    /// Whether it is the text as a whole, which may count when it is shorter
    /// than a piece.
    is_whole: bool,
}

impl<'c> Words<'c> {
    /// Adds a text: the whole of it, and the pieces that everything
    /// non-alphanumeric leaves. An empty text says nothing.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(crate) fn add(&mut self, unicode: &impl Unicode, text: &'c str) {
        if IS_SMALL {
            return self.add_other(unicode, text);
        }
        let bytes = text.as_bytes();
        match lanes::alphanumeric(bytes) {
            Some(alphanumeric) if self.is_empty() => {
                self.short = Short {
                    bytes,
                    alphanumeric,
                };
                let mut marked = self.short.marked();
                while let Some(byte) = bytes.get(marked.trailing_zeros() as usize) {
                    self.marks.add(*byte);
                    marked &= marked.wrapping_sub(1);
                }
            }
            _ => self.add_other(unicode, text),
        }
    }

    #[inline(never)]
    fn add_other(&mut self, unicode: &impl Unicode, text: &'c str) {
        if text.is_empty() {
            return;
        }
        let folded = if is_ascii(text) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(unicode.fold(text))
        };
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in folded.char_indices() {
            if unicode.is_alphanumeric(c) {
                start = start.or(Some(at));
            } else if let Some(start) = start.take() {
                words.push(Word::piece(start, at));
            }
        }
        if let Some(start) = start {
            words.push(Word::piece(start, folded.len()));
        }
        words.push(Word::whole(folded.len()));
        let bytes = match folded {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        self.push(Text { bytes, words });
    }

    fn push(&mut self, text: Text<'c>) {
        for word in &text.words {
            if let Some(byte) = text.bytes.get(word.mark()) {
                self.marks.add(*byte);
            }
        }
        self.others.push(text);
    }

    pub(crate) const fn is_empty(&self) -> bool {
        (IS_SMALL || self.short.bytes.is_empty()) && self.others.is_empty()
    }

    /// Where in a folded text a word is that is long enough, as a range of
    /// bytes. `min_whole` and `min_piece` are counted in code points. ASCII
    /// case does not matter.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(crate) fn find(
        &self,
        folded: &[u8],
        min_whole: u32,
        min_piece: u32,
    ) -> Option<(usize, usize)> {
        if !self.marks.are_in(folded) {
            return None;
        }
        self.find_marked(folded, min_whole, min_piece)
    }

    /// The first word whose mark is in the text.
    #[inline(never)]
    fn find_marked(&self, folded: &[u8], min_whole: u32, min_piece: u32) -> Option<(usize, usize)> {
        let min = |word: &Word| if word.is_whole { min_whole } else { min_piece };
        for (at, byte) in folded.iter().enumerate() {
            if !self.marks.may_be(*byte) {
                continue;
            }
            let found = |bytes: &[u8], word: Word| word.find(bytes, folded, at, min(&word));
            if !IS_SMALL {
                let mut words = self.short.words();
                if let Some(range) = words.find_map(|word| found(self.short.bytes, word)) {
                    return Some(range);
                }
            }
            for text in &self.others {
                let mut words = text.words.iter();
                if let Some(range) = words.find_map(|word| found(&text.bytes, *word)) {
                    return Some(range);
                }
            }
        }
        None
    }

    /// The same words with every byte replaced, such as by the letter that it
    /// looks like.
    pub(crate) fn mapped(&self, map: impl Fn(u8) -> u8) -> Self {
        let map = |bytes: &[u8]| bytes.iter().map(|byte| map(*byte)).collect();
        let mut mapped = Self::default();
        if !IS_SMALL && !self.short.bytes.is_empty() {
            mapped.push(Text {
                bytes: map(self.short.bytes),
                words: self.short.words().collect(),
            });
        }
        for text in &self.others {
            mapped.push(Text {
                bytes: map(&text.bytes),
                words: text.words.clone(),
            });
        }
        mapped
    }
}

impl Short<'_> {
    /// The marks of the words, one bit each: in a piece its third byte, or the
    /// last of a shorter one, and in the text as a whole likewise.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    const fn marked(self) -> u64 {
        let all = self.alphanumeric;
        let first = all & !(all << 1);
        let last = all & !(all >> 1);
        let third = first << 2 & all << 1 & all;
        let whole = Word::whole(self.bytes.len());
        third | last & (first | first << 1) | 1 << (whole.mark() % 64)
    }

    fn words(self) -> impl Iterator<Item = Word> {
        let mut left = self.alphanumeric;
        let pieces = core::iter::from_fn(move || {
            let start = left.trailing_zeros();
            let length = left.checked_shr(start)?.trailing_ones();
            let end = start + length;
            left = left.checked_shr(end).unwrap_or(0) << (end % 64);
            Some(Word::piece(start as usize, end as usize))
        });
        let whole = (!self.bytes.is_empty()).then(|| Word::whole(self.bytes.len()));
        pieces.chain(whole)
    }
}

impl Word {
    const fn piece(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            is_whole: false,
        }
    }

    const fn whole(length: usize) -> Self {
        Self {
            start: 0,
            end: length,
            is_whole: true,
        }
    }

    /// Which byte of its text is looked for: the first ones of words are
    /// common, a later one less so.
    const fn mark(self) -> usize {
        let third = self.start + 2;
        if third < self.end {
            third
        } else {
            self.end.saturating_sub(1)
        }
    }

    /// The word, where its mark is there and it has so many code points.
    fn find(self, text: &[u8], folded: &[u8], marked: usize, min: u32) -> Option<(usize, usize)> {
        let wanted = text.get(self.start..self.end)?;
        let start = marked.checked_sub(self.mark() - self.start)?;
        let end = start + wanted.len();
        let is_there = folded.get(start..end)?.eq_ignore_ascii_case(wanted);
        (is_there && code_points(wanted) >= min as usize).then_some((start, end))
    }
}

/// The length of UTF-8 in code points: each has one byte that goes on nothing.
pub(super) fn code_points(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pattern of pieces, at the start of a text, at the end of one, and
    /// at the end of the longest.
    #[test]
    fn the_marks_are_those_of_the_words() {
        let bytes = [b'.'; 64];
        for pattern in 0..1 << 12 {
            for (length, at) in [(12, 0), (13, 0), (20, 8), (64, 52)] {
                let short = Short {
                    bytes: &bytes[..length],
                    alphanumeric: pattern << at,
                };
                let marks = short.words().map(|word| 1_u64 << word.mark());
                assert_eq!(
                    short.marked(),
                    marks.fold(0, |all, mark| all | mark),
                    "{pattern:b} {length} {at}"
                );
            }
        }
    }

    #[test]
    fn the_pieces_are_those_of_a_split() {
        for text in [
            "taro",
            "taro.yamada",
            ".a..bc-",
            "-",
            "a",
            "x_1+long.tail.of.pieces",
        ] {
            let short = Short {
                bytes: text.as_bytes(),
                alphanumeric: lanes::alphanumeric(text.as_bytes()).unwrap_or(0),
            };
            let found = short.words().map(|word| &text[word.start..word.end]);
            let pieces = text.split(|c: char| !c.is_alphanumeric());
            let all = pieces.filter(|piece| !piece.is_empty()).chain([text]);
            assert!(found.eq(all), "{text}");
        }
    }
}
