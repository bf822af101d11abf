use alloc::borrow::ToOwned as _;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::address::trimmed;

/// The name of a person, a company or an operator: one line of 1 to 200
/// characters. No character breaks the line or changes its direction, so that what
/// follows a name on a page is read as it is.
///
/// ```
/// use genkan::onboarding::{InvalidName, Name};
///
/// let name: Name = " 山田 太郎 ".parse()?;
/// assert_eq!(name.as_str(), "山田 太郎");
/// assert_eq!("a\nb".parse::<Name>(), Err(InvalidName));
/// // Read from right to left, this would end as an address of another domain.
/// assert_eq!("a\u{202e}moc.elpmaxe".parse::<Name>(), Err(InvalidName));
/// # Ok::<(), InvalidName>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Name(String);

impl Name {
    /// The longest name, in characters.
    pub const LONGEST: usize = 200;

    /// Returns a name that was stored before. Nothing is checked.
    #[must_use]
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// White space and invisible characters around the name are ignored.
impl FromStr for Name {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let text = trimmed(text);
        let is_valid = !text.is_empty()
            && text.chars().count() <= Self::LONGEST
            && !text.chars().any(|c| c.is_control() || is_format(c));
        is_valid.then(|| Self(text.to_owned())).ok_or(InvalidName)
    }
}

/// Returns whether a character breaks a line, or embeds, overrides or isolates a
/// direction of text (UAX #9). The marks U+200E and U+200F do none of it.
const fn is_format(character: char) -> bool {
    matches!(
        character,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name may be personal data. Logs show identities instead.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(..)")
    }
}

/// The text is not accepted as a [`Name`].
///
/// # Examples
///
/// ```
/// use genkan::onboarding::{InvalidName, Name};
///
/// assert_eq!("".parse::<Name>(), Err(InvalidName));
/// assert_eq!(InvalidName.code(), "invalid-name");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the name must be one line of 1 to {} characters", Name::LONGEST)]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct InvalidName;

impl InvalidName {
    /// Returns the stable code, `invalid-name`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "invalid-name"
    }
}
