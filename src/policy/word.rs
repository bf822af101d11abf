use super::inline::Inline;

/// Words to be found in a folded text, each by its first bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// The folded texts that the words are parts of, one after the other.
    bytes: Inline<u8, 64>,
    words: Inline<Word, 6>,
}

/// A part of the folded texts.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    start: u32,
    end: u32,
    /// Code points.
    length: u32,
    /// Whether it is a text as a whole, which counts however short.
    is_whole: bool,
    key: u32,
    mask: u32,
}

impl Words {
    /// Adds a folded text: the whole of it, and the pieces that everything
    /// non-alphanumeric leaves. An empty text says nothing.
    pub(crate) fn add(&mut self, folded: &str) {
        if folded.is_empty() {
            return;
        }
        let base = self.bytes.as_slice().len();
        for byte in folded.as_bytes() {
            self.bytes.push(byte.to_ascii_lowercase());
        }
        let mut start = 0;
        let mut has_pieces = false;
        for (at, c) in folded.char_indices() {
            if !c.is_alphanumeric() {
                self.push(base, folded, start, at, false);
                start = at + c.len_utf8();
                has_pieces = true;
            }
        }
        if has_pieces {
            self.push(base, folded, start, folded.len(), false);
        }
        self.push(base, folded, 0, folded.len(), true);
    }

    fn push(&mut self, base: usize, text: &str, start: usize, end: usize, is_whole: bool) {
        let Some(part) = text.get(start..end).filter(|part| !part.is_empty()) else {
            return;
        };
        let (key, mask) = key(part.as_bytes());
        self.words.push(Word {
            start: (base + start) as u32,
            end: (base + end) as u32,
            length: part.chars().count() as u32,
            is_whole,
            key,
            mask,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.as_slice().is_empty()
    }

    /// Where in a folded text a word is that is long enough, as a range of
    /// bytes: a whole text of at least `min_whole` code points, or a piece of
    /// at least `min_piece`. ASCII case is folded on the way.
    pub(crate) fn find(
        &self,
        folded: &[u8],
        min_whole: u32,
        min_piece: u32,
    ) -> Option<(usize, usize)> {
        let words = self.words.as_slice();
        let mut window = 0_u32;
        for (at, byte) in folded.iter().enumerate() {
            window = window << 8 | u32::from(byte.to_ascii_lowercase());
            for word in words {
                if window & word.mask == word.key {
                    let start = (at + 1).saturating_sub(word.key_length());
                    let min = if word.is_whole { min_whole } else { min_piece };
                    if word.length >= min
                        && let Some(end) = self.end(word, folded, start)
                    {
                        return Some((start, end));
                    }
                }
            }
        }
        None
    }

    /// The same words with every byte replaced, such as by the letter that it
    /// looks like.
    pub(crate) fn mapped(&self, map: impl Fn(u8) -> u8) -> Self {
        let mut mapped = Self::default();
        for byte in self.bytes.as_slice() {
            mapped.bytes.push(map(*byte));
        }
        for word in self.words.as_slice() {
            let range = word.start as usize..word.end as usize;
            let (key, mask) = key(mapped.bytes.as_slice().get(range).unwrap_or_default());
            mapped.words.push(Word { key, mask, ..*word });
        }
        mapped
    }

    #[inline(never)]
    fn end(&self, word: &Word, folded: &[u8], start: usize) -> Option<usize> {
        let bytes = self.bytes.as_slice();
        let wanted = bytes.get(word.start as usize..word.end as usize)?;
        let end = start + wanted.len();
        let is_there = folded.get(start..end)?.eq_ignore_ascii_case(wanted);
        is_there.then_some(end)
    }
}

impl Word {
    const fn key_length(&self) -> usize {
        self.mask.count_ones() as usize / 8
    }
}

/// The first up to four bytes as they stand in the window once they have been
/// read, and which of the window's bytes they are.
fn key(word: &[u8]) -> (u32, u32) {
    let mut key = 0;
    let mut mask = 0;
    for byte in word.iter().take(4) {
        key = key << 8 | u32::from(byte.to_ascii_lowercase());
        mask = mask << 8 | 0xff;
    }
    (key, mask)
}
