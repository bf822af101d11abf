use super::fast::Word;

/// Up to 64 bytes of ASCII, which is what a local part may have (RFC 5321,
/// section 4.5.3.1.1).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Short<'c> {
    pub(super) bytes: &'c [u8],
    /// Which of them are letters and digits: one bit each, the first one's in
    /// the lowest.
    pub(super) alphanumeric: u64,
}

impl Short<'_> {
    /// The marks of the words, one bit each: in a piece its third byte, or the
    /// last of a shorter one, and in the text as a whole likewise.
    #[inline(always)]
    pub(super) const fn marked(self) -> u64 {
        let all = self.alphanumeric;
        let first = all & !(all << 1);
        let last = all & !(all >> 1);
        let third = first << 2 & all << 1 & all;
        let whole = Word::whole(self.bytes.len());
        third | last & (first | first << 1) | 1 << (whole.mark() % 64)
    }

    pub(super) fn words(self) -> impl Iterator<Item = Word> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::lanes;

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
