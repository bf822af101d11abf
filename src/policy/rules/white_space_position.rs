/// Where white space is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum WhiteSpacePosition {
    /// Anywhere.
    Anywhere,
    /// As the first or the last character.
    Edges,
}
