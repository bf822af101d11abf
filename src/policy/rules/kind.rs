use alloc::string::String;
use alloc::vec::Vec;

use crate::policy::Labels;
#[cfg(feature = "serde")]
use crate::policy::defaults::{is_default, is_one};
use crate::text::{Unicode, is_control};

/// A kind of characters that a policy may count: an alphabet with a name.
///
/// The names `lower`, `upper` and `digit` without characters of their own mean
/// `a-z`, `A-Z` and `0-9`, and no other letter or digit; `other-letter` means
/// every letter outside ASCII (Unicode property `Alphabetic`); `other` means
/// every character that no other kind of the same rule has. Any other name has
/// the characters that are listed, and the ranges.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::Kind;
///
/// let kind = Kind::new("kana", "ー").range('ぁ', 'ゖ').range('ァ', 'ヺ');
/// assert!(kind.contains('か'));
/// assert!(!kind.contains('k'));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Kind {
    /// The name. It is shown if there is no label in the language, and the crate
    /// does not know the name.
    pub name: String,
    /// The characters, each once.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub characters: String,
    /// Ranges of characters, each from the first to the last of its two.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub ranges: Vec<(char, char)>,
    /// The number of such characters from which on the kind is present, at most
    /// 15. A kind with 0 is never counted; it only keeps its characters out of
    /// `other`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_one"))]
    pub min: u32,
    /// The name for people, by language.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub label: Labels,
}

impl Kind {
    /// Returns the kind with this name and these characters.
    #[must_use]
    pub fn new(name: &str, characters: &str) -> Self {
        Self {
            name: name.into(),
            characters: characters.into(),
            ranges: Vec::new(),
            min: 1,
            label: Labels::default(),
        }
    }

    /// Adds the characters from the first to the last.
    #[must_use]
    pub fn range(mut self, first: char, last: char) -> Self {
        self.ranges.push((first, last));
        self
    }

    /// Makes the kind present from `min` such characters on.
    #[must_use]
    pub const fn at_least(mut self, min: u32) -> Self {
        self.min = min;
        self
    }

    /// Sets the names for people.
    #[must_use]
    pub fn labelled(mut self, label: Labels) -> Self {
        self.label = label;
        self
    }

    /// Returns whether a character is of this kind. That a character is of the
    /// kind `other` depends on the other kinds of the rule, so this returns
    /// `false` for it.
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        self.membership(c).holds(|| c.is_alphabetic())
    }

    /// Does what [`contains`](Self::contains) does, with the caller's Unicode
    /// operations, and links no Unicode tables by itself.
    #[must_use]
    pub fn contains_with(&self, unicode: &impl Unicode, c: char) -> bool {
        self.membership(c).holds(|| unicode.is_alphabetic(c))
    }

    /// Returns whether a character of ASCII is of this kind.
    pub(super) fn contains_ascii(&self, c: char) -> bool {
        // No letter of ASCII is an "other letter".
        self.membership(c).holds(|| false)
    }

    fn membership(&self, c: char) -> Membership {
        let is_in = if self.has_own() {
            // `str::contains` would link a searcher for whole texts.
            self.characters.chars().any(|own| own == c)
                || self
                    .ranges
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&c))
        } else {
            match self.name.as_str() {
                "lower" => c.is_ascii_lowercase(),
                "upper" => c.is_ascii_uppercase(),
                "digit" => c.is_ascii_digit(),
                "other-letter" if !c.is_ascii() => return Membership::IfLetter,
                _ => false,
            }
        };
        if is_in {
            Membership::Yes
        } else {
            Membership::No
        }
    }

    /// Returns whether the kind has every character that no other kind of the
    /// rule has.
    pub(in crate::policy) fn is_other(&self) -> bool {
        !self.has_own() && self.name == "other"
    }

    fn has_own(&self) -> bool {
        !self.characters.is_empty() || !self.ranges.is_empty()
    }

    /// Returns the field that is not valid.
    pub(in crate::policy) fn invalid_field(&self) -> Option<&'static str> {
        let is_once = |(at, c)| self.characters.chars().position(|own| own == c) == Some(at);
        let is_known = matches!(
            self.name.as_str(),
            "lower" | "upper" | "digit" | "other-letter" | "other"
        );
        if self.name.is_empty() || self.name.chars().any(is_control) {
            Some("name")
        } else if !(self.has_own() || is_known)
            || !self.characters.chars().enumerate().all(is_once)
            || self.characters.chars().any(is_control)
        {
            Some("characters")
        } else if !self.ranges.iter().all(|(first, last)| first <= last) {
            Some("ranges")
        } else {
            None
        }
    }
}

/// Whether a character is of a kind.
enum Membership {
    Yes,
    No,
    /// If it is a letter.
    IfLetter,
}

impl Membership {
    fn holds(self, is_letter: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Yes => true,
            Self::No => false,
            Self::IfLetter => is_letter(),
        }
    }
}
