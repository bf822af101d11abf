/// What a length counts.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unit {
    /// Unicode code points (NIST SP 800-63B-4 section 3.1.1.2).
    #[default]
    CodePoints,
    /// Bytes of UTF-8, which is what a hasher's limit counts: bcrypt takes 72.
    Bytes,
}

impl Unit {
    /// The stable name: `code-points`, `bytes`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CodePoints => "code-points",
            Self::Bytes => "bytes",
        }
    }
}
