/// A well-known order of characters.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum SequencePattern {
    /// `abc`.
    Alphabetic,
    /// `123`.
    Numeric,
    /// A row of the US keyboard: `qwe`.
    Qwerty,
    /// A row of the Japanese keyboard (JIS X 6002): `@[` beside `p`.
    Jis,
    /// A row of the French keyboard: `aze`.
    Azerty,
    /// A row of the German keyboard: `tzu`.
    Qwertz,
    /// A line on the ten-key pad, diagonals too, or down a telephone's: `147`,
    /// `159`, `2580`.
    TenKey,
    /// A number of the refused range.
    Number,
    /// A date.
    Date,
}

impl SequencePattern {
    /// Every pattern.
    pub const ALL: [Self; 9] = [
        Self::Alphabetic,
        Self::Numeric,
        Self::Qwerty,
        Self::Jis,
        Self::Azerty,
        Self::Qwertz,
        Self::TenKey,
        Self::Number,
        Self::Date,
    ];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alphabetic => "alphabetic",
            Self::Numeric => "numeric",
            Self::Qwerty => "qwerty",
            Self::Jis => "jis",
            Self::Azerty => "azerty",
            Self::Qwertz => "qwertz",
            Self::TenKey => "ten-key",
            Self::Number => "number",
            Self::Date => "date",
        }
    }
}
