use alloc::borrow::Cow;

use super::inline::Inline;
use crate::text::Unicode;

/// Words to be found in a folded text.
///
/// A search looks for the last byte of a word's beginning first, many bytes at
/// a time, and compares only where there is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words<'c> {
    /// The texts that the words are parts of, one after the other; folded,
    /// apart from ASCII case.
    bytes: Cow<'c, [u8]>,
    words: Inline<Word, 4>,
    /// The bytes to look for, case left out.
    marks: Marks,
}

/// A part of the texts.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    start: u32,
    end: u32,
    /// Code points.
    length: u32,
    /// Whether it is a text as a whole, which may count when it is shorter
    /// than a piece.
    is_whole: bool,
    /// How many bytes its mark has before it and with it.
    mark: u8,
}

impl<'c> Words<'c> {
    /// Adds a text: the whole of it, and the pieces that everything
    /// non-alphanumeric leaves. An empty text says nothing.
    #[inline]
    pub(crate) fn add(&mut self, unicode: &impl Unicode, text: &'c str) {
        let base = self.bytes.len();
        if text.is_ascii() {
            self.add_ascii(base, text.as_bytes());
            self.append(Cow::Borrowed(text));
        } else {
            let folded = unicode.fold(text);
            self.add_other(unicode, base, &folded);
            self.append(Cow::Owned(folded));
        }
    }

    #[inline]
    fn append(&mut self, text: Cow<'c, str>) {
        if self.bytes.is_empty() {
            self.bytes = match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            };
        } else {
            self.bytes.to_mut().extend_from_slice(text.as_bytes());
        }
    }

    fn add_ascii(&mut self, base: usize, text: &[u8]) {
        let mut start = 0;
        for (end, byte) in text.iter().enumerate() {
            let is_alphanumeric = IS_ALPHANUMERIC.get(usize::from(*byte));
            if is_alphanumeric != Some(&true) {
                self.push(base, text, start, end, end - start, false);
                start = end + 1;
            }
        }
        let end = text.len();
        if start > 0 {
            self.push(base, text, start, end, end - start, false);
        }
        self.push(base, text, 0, end, end, true);
    }

    #[inline(never)]
    fn add_other(&mut self, unicode: &impl Unicode, base: usize, text: &str) {
        let bytes = text.as_bytes();
        let count = |part: &str| part.chars().count();
        for piece in text.split(|c: char| !unicode.is_alphanumeric(c)) {
            // Where a part of a text is in it.
            let start = piece.as_ptr().addr() - text.as_ptr().addr();
            let end = start + piece.len();
            if piece.len() < text.len() {
                self.push(base, bytes, start, end, count(piece), false);
            }
        }
        self.push(base, bytes, 0, text.len(), count(text), true);
    }

    #[inline]
    fn push(
        &mut self,
        base: usize,
        text: &[u8],
        start: usize,
        end: usize,
        code_points: usize,
        is_whole: bool,
    ) {
        if start == end {
            return;
        }
        let mark = (end - start).min(MARK);
        if let Some(byte) = text.get(start + mark - 1) {
            self.marks.add(*byte);
        }
        self.words.push(Word {
            start: (base + start) as u32,
            end: (base + end) as u32,
            length: code_points as u32,
            is_whole,
            mark: mark as u8,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.as_slice().is_empty()
    }

    /// Where in a folded text a word is that is long enough, as a range of
    /// bytes: a whole text of at least `min_whole` code points, or a piece of
    /// at least `min_piece`. ASCII case is folded on the way.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(crate) fn find(
        &self,
        folded: &[u8],
        min_whole: u32,
        min_piece: u32,
    ) -> Option<(usize, usize)> {
        let (blocks, rest) = folded.as_chunks::<BLOCK>();
        for (at, block) in blocks.iter().enumerate() {
            if self.marks.are_in(block) {
                let found = self.find_marked(folded, at * BLOCK, block, min_whole, min_piece);
                if found.is_some() {
                    return found;
                }
            }
        }
        if rest.is_empty() {
            return None;
        }
        self.find_marked(folded, blocks.len() * BLOCK, rest, min_whole, min_piece)
    }

    /// The word whose mark is in this part of the text.
    #[inline(never)]
    fn find_marked(
        &self,
        folded: &[u8],
        base: usize,
        part: &[u8],
        min_whole: u32,
        min_piece: u32,
    ) -> Option<(usize, usize)> {
        for (at, byte) in part.iter().enumerate() {
            if !self.marks.may_be(*byte) {
                continue;
            }
            for word in self.words.as_slice() {
                let min = if word.is_whole { min_whole } else { min_piece };
                if word.length >= min
                    && let Some(found) = self.word_at(word, folded, base + at + 1)
                {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The word, where its mark ends there.
    fn word_at(&self, word: &Word, folded: &[u8], mark_end: usize) -> Option<(usize, usize)> {
        let start = mark_end.checked_sub(usize::from(word.mark))?;
        let wanted = self.bytes.get(word.start as usize..word.end as usize)?;
        let end = start + wanted.len();
        let is_there = folded.get(start..end)?.eq_ignore_ascii_case(wanted);
        is_there.then_some((start, end))
    }

    /// The same words with every byte replaced, such as by the letter that it
    /// looks like.
    pub(crate) fn mapped(&self, map: impl Fn(u8) -> u8) -> Self {
        let mut mapped = self.clone();
        mapped.bytes = self.bytes.iter().map(|byte| map(*byte)).collect();
        mapped.marks = Marks::default();
        for word in self.words.as_slice() {
            let mark = word.start as usize + usize::from(word.mark) - 1;
            if let Some(byte) = mapped.bytes.get(mark) {
                mapped.marks.add(*byte);
            }
        }
        mapped
    }
}

/// For every byte whether it is an ASCII letter or digit: it is asked of every
/// character of every address.
const IS_ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Bytes to look for, whatever their case; others may be taken for them.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    /// One bit for each value of a byte's lower five bits.
    bits: u32,
    /// The same bytes with the bit of case set, as far as there is room.
    bytes: [u8; 4],
    count: u8,
}

impl Marks {
    fn add(&mut self, byte: u8) {
        self.bits |= 1 << (byte & 31);
        let byte = byte | CASE;
        let [first, ..] = self.bytes;
        if self.count == 0 {
            // The others are the same byte until they are used.
            self.bytes = [byte; 4];
        } else if byte == first {
            // The whole text begins as its first piece does.
            return;
        } else if let Some(place) = self.bytes.get_mut(usize::from(self.count)) {
            *place = byte;
        }
        self.count = self.count.saturating_add(1);
    }

    const fn may_be(self, byte: u8) -> bool {
        (self.bits >> (byte & 31)) & 1 != 0
    }

    /// Whether one of them may be in a block. There is no branch in it, so
    /// that the compiler compares the block as a whole.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn are_in(self, block: &[u8; BLOCK]) -> bool {
        let [a, b, c, d] = self.bytes;
        let any = block.iter().fold(false, |any, byte| {
            let byte = byte | CASE;
            any | (byte == a) | (byte == b) | (byte == c) | (byte == d)
        });
        any || self.count > 4
    }
}

/// The bit by which upper and lower case differ in ASCII.
const CASE: u8 = 0x20;
/// How many bytes are compared at once.
const BLOCK: usize = 16;
/// Which byte of a word is looked for, where it has so many: the first ones
/// are common, a later one less so.
const MARK: usize = 3;
