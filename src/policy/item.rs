use super::requirement::Requirement;
use super::status::Status;

/// One requirement, and whether a password meets it.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy};
///
/// let policy = Policy::support_center();
/// let report = policy.check("kite", &Context::new());
/// let unmet = report.items().iter().filter(|item| item.status.code() == "unmet");
/// let codes: Vec<&str> = unmet.map(|item| item.requirement.code()).collect();
/// assert_eq!(codes, ["length", "kinds"]);
/// ```
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
