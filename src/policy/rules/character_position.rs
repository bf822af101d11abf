/// Which characters of a password a rule is about.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CharacterPosition {
    /// All of them.
    #[default]
    Anywhere,
    /// The first one.
    Start,
    /// The last one.
    End,
}

impl CharacterPosition {
    /// The stable name: `anywhere`, `start`, `end`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::Start => "start",
            Self::End => "end",
        }
    }

    #[cfg(feature = "serde")]
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
