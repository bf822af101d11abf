use super::violation::Violation;

/// Whether a password meets a requirement.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy, Status};
///
/// let policy = Policy::nist_sp_800_63b_4();
/// // The list is missing.
/// let report = policy.check("a long passphrase", &Context::new());
/// assert!(report.statuses().any(|status| status == Status::Unchecked));
/// assert!(!report.is_accepted() && !report.is_refused());
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(tag = "status", content = "violation", rename_all = "kebab-case")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a fifth answer would break every checklist"
)]
pub enum Status<'p> {
    /// The requirement is met.
    #[default]
    Met,
    /// The requirement is not met.
    Unmet(Violation<'p>),
    /// The requirement does not apply to this password or person: there is no
    /// address or no current password, or it is about other lengths.
    NotApplicable,
    /// The requirement could not be checked, because the
    /// [`Context`](super::Context) lacks what it needs: a list, an answer.
    Unchecked,
}

impl Status<'_> {
    /// Returns the stable name: `met`, `unmet`, `not-applicable`, `unchecked`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet(_) => "unmet",
            Self::NotApplicable => "not-applicable",
            Self::Unchecked => "unchecked",
        }
    }
}
