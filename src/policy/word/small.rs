use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::code_points;
use crate::text::{Unicode, is_ascii};

/// Words to be found in a folded text, with little code; a text has as many
/// words as it has pieces, and one more.
#[derive(Debug, Default)]
pub(crate) struct Words<'c> {
    /// The text that was added last, and behind it those before it: a vector
    /// would bring the code by which it grows.
    last: Option<Box<Text<'c>>>,
}

/// A text, folded apart from ASCII case.
#[derive(Debug)]
struct Text<'c> {
    before: Option<Box<Self>>,
    whole: Cow<'c, [u8]>,
    /// The same with zeros in place of what is no letter and no number.
    pieces: Vec<u8>,
}

impl<'c> Words<'c> {
    /// Adds a text: the whole of it, and the pieces that everything
    /// non-alphanumeric leaves. An empty text says nothing.
    pub(crate) fn add(&mut self, unicode: &impl Unicode, text: &'c str) {
        if text.is_empty() {
            return;
        }
        let folded = if is_ascii(text) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(unicode.fold(text))
        };
        let mut pieces = folded.as_bytes().to_vec();
        for (at, c) in folded.char_indices() {
            if !unicode.is_alphanumeric(c) {
                let bytes = pieces.iter_mut().skip(at).take(c.len_utf8());
                bytes.for_each(|byte| *byte = 0);
            }
        }
        let whole = match folded {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        let before = self.last.take();
        self.last.get_or_insert(Box::new(Text {
            before,
            whole,
            pieces,
        }));
    }

    /// The texts, the last one first.
    fn texts(&self) -> impl Iterator<Item = &Text<'c>> {
        core::iter::successors(self.last.as_deref(), |text| text.before.as_deref())
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// Where in a folded text a word is that is long enough, as a range of
    /// bytes. `min_whole` and `min_piece` are counted in code points. ASCII
    /// case does not matter.
    ///
    /// Of several it is the one whose third byte comes first, or the last byte
    /// of a shorter one: in that order the fast search looks for them.
    pub(crate) fn find(
        &self,
        folded: &[u8],
        min_whole: u32,
        min_piece: u32,
    ) -> Option<(usize, usize)> {
        let mut found = None;
        let mut first = usize::MAX;
        for text in self.texts() {
            let mut pieces = text.pieces.rsplit(|byte| *byte == 0);
            let (mut word, mut min) = (&*text.whole, min_whole);
            loop {
                if let Some((start, end)) = place(word, folded)
                    && code_points(word) >= min as usize
                {
                    let mark = end.min(start + 3);
                    // Of those at one place, the first of the first text.
                    if mark <= first {
                        first = mark;
                        found = Some((start, end));
                    }
                }
                let Some(piece) = pieces.next() else {
                    break;
                };
                (word, min) = (piece, min_piece);
            }
        }
        found
    }

    /// The same words with every byte replaced, such as by the letter that it
    /// looks like.
    pub(crate) fn mapped(&self, map: impl Fn(u8) -> u8) -> Self {
        let map = |bytes: &[u8]| -> Vec<u8> { bytes.iter().map(|byte| map(*byte)).collect() };
        let mut mapped = Self::default();
        let mut last = &mut mapped.last;
        for text in self.texts() {
            let text = last.insert(Box::new(Text {
                before: None,
                whole: Cow::Owned(map(&text.whole)),
                pieces: map(&text.pieces),
            }));
            last = &mut text.before;
        }
        mapped
    }
}

/// Where a word is for the first time.
fn place(word: &[u8], folded: &[u8]) -> Option<(usize, usize)> {
    let length = word.len();
    if length == 0 {
        return None;
    }
    let mut places = folded.windows(length);
    let start = places.position(|place| place.eq_ignore_ascii_case(word))?;
    Some((start, start + length))
}

impl Clone for Words<'_> {
    fn clone(&self) -> Self {
        self.mapped(|byte| byte)
    }
}

/// One after the other, and not each within the one after it.
impl Drop for Words<'_> {
    fn drop(&mut self) {
        while let Some(mut text) = self.last.take() {
            self.last = text.before.take();
        }
    }
}
