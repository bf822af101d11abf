use super::requirement::Requirement;
use super::status::Status;

/// One requirement and how a password stands to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Item<'p> {
    /// What the policy asks for.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub requirement: Requirement<'p>,
    /// How the password stands to it.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub status: Status<'p>,
}
