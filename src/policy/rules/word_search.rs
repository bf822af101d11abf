use crate::policy::context_words::Search;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;

/// Which words of a text a rule looks for, and how it compares them.
///
/// The words are the whole text and its pieces, which are the letters and
/// digits between other characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct WordSearch {
    /// The length from which a piece counts, in code points, at least 1.
    pub min_piece: u32,
    /// Find a word written backwards, too.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub reversed: bool,
    /// Find a word written with characters that look alike, such as `t4r0`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub look_alikes: bool,
    /// The length from which the whole text counts, in code points. If it is left
    /// out, a local part counts however short it is, and another text from
    /// `min_piece` on.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub min_whole: Option<u32>,
    /// The length from which a piece of kana, Chinese characters or hangul only
    /// counts, if it is shorter than `min_piece`: a name often has two.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub min_east_asian: Option<u32>,
    /// Find every part of the text that is as long as a piece, too: any
    /// `min_piece` characters in a row.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub consecutive: bool,
    /// Compare without accents, and hiragana like katakana: `jose` is found for
    /// José, and タナカ for たなか.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub accents: bool,
}

impl WordSearch {
    /// Returns the search for pieces from this length on, without options.
    ///
    /// ```
    /// use genkan::policy::rules::{LocalPartRule, WordSearch};
    ///
    /// let mut words = WordSearch::new(3);
    /// words.reversed = true;
    /// assert_eq!(LocalPartRule::with(words).words.min_piece, 3);
    /// ```
    #[must_use]
    #[inline]
    pub const fn new(min_piece: u32) -> Self {
        Self {
            min_piece,
            reversed: false,
            look_alikes: false,
            min_whole: None,
            min_east_asian: None,
            consecutive: false,
            accents: false,
        }
    }

    /// Returns the search in a text that counts as a whole from this length on.
    /// If it is `joined`, its pieces without what is between them count, too.
    // Inlined, as the constructors of the rules are, so that a program whose rule
    // has no options links no code for them.
    #[inline]
    pub(super) const fn in_text(self, min_whole: u32, joined: bool) -> Search {
        Search {
            min_whole,
            min_piece: self.min_piece,
            min_east_asian: self.min_east_asian,
            joined,
            consecutive: self.consecutive,
            accents: self.accents,
            reversed: self.reversed,
            look_alikes: self.look_alikes,
        }
    }
}
