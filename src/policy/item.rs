use super::requirement::Requirement;
use super::status::Status;

/// One requirement, and whether a password meets it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Item<'p> {
    /// The requirement.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub requirement: Requirement<'p>,
    /// Whether the password meets it.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub status: Status<'p>,
}
