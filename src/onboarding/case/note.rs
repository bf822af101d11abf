use alloc::borrow::ToOwned as _;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// A text that a person wrote into a form, such as a reason or a description.
///
/// It is personal data: `Debug` does not show it, and it never enters the audit
/// log.
///
/// ```
/// use genkan::onboarding::case::Note;
///
/// let note: Note = " The email does not arrive.\r\nSince Monday. ".parse().unwrap();
/// assert_eq!(note.as_str(), "The email does not arrive.\nSince Monday.");
/// assert!("".parse::<Note>().is_err());
/// ```
#[derive(Clone, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Note(String);

impl Note {
    /// The largest number of characters.
    pub const LONGEST: usize = 2_000;

    /// Returns a note that a store has kept, as it is.
    #[must_use]
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Returns the text. Its lines end with a line feed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Note {
    type Err = InvalidNote;

    /// Reads a text without the spaces around it.
    fn from_str(text: &str) -> Result<Self, InvalidNote> {
        let text = text.trim().replace("\r\n", "\n");
        let is_control = |character: char| character.is_control() && character != '\n';
        let is_valid = !text.is_empty()
            && text.chars().count() <= Self::LONGEST
            && !text.chars().any(is_control);
        is_valid.then(|| Self(text.to_owned())).ok_or(InvalidNote)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Note(..)")
    }
}

/// The error of [`Note::from_str`].
///
/// # Examples
///
/// ```
/// use genkan::onboarding::case::{InvalidNote, Note};
///
/// let long = "a".repeat(Note::LONGEST + 1);
/// assert_eq!(long.parse::<Note>(), Err(InvalidNote));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the text must have 1 to {} characters", Note::LONGEST)]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct InvalidNote;

impl InvalidNote {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "invalid-note"
    }
}
