use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::code_points;
use super::marks::Marks;
use super::short::Short;
use crate::policy::lanes;
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

/// Any other text, folded apart from ASCII case.
#[derive(Clone, Debug)]
struct Text<'c> {
    bytes: Cow<'c, [u8]>,
    words: Vec<Word>,
}

/// A part of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is the text as a whole, which may count when it is shorter
    /// than a piece.
    is_whole: bool,
}

impl<'c> Words<'c> {
    /// Adds a text: the whole of it, and the pieces that everything
    /// non-alphanumeric leaves. An empty text says nothing.
    #[inline(always)]
    pub(crate) fn add(&mut self, unicode: &impl Unicode, text: &'c str) {
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
        self.short.bytes.is_empty() && self.others.is_empty()
    }

    /// Where in a folded text a word is that is long enough, as a range of
    /// bytes. `min_whole` and `min_piece` are counted in code points. ASCII
    /// case does not matter.
    #[inline(always)]
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
            let mut words = self.short.words();
            if let Some(range) = words.find_map(|word| found(self.short.bytes, word)) {
                return Some(range);
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
        if !self.short.bytes.is_empty() {
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

impl Word {
    pub(super) const fn piece(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            is_whole: false,
        }
    }

    pub(super) const fn whole(length: usize) -> Self {
        Self {
            start: 0,
            end: length,
            is_whole: true,
        }
    }

    /// Which byte of its text is looked for: the first ones of words are
    /// common, a later one less so.
    pub(super) const fn mark(self) -> usize {
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
