use crate::policy::{Context, Status, Violation};

/// None of the person's earlier passwords.
///
/// The caller compares them with its hasher ([`Context::reused`]).
///
/// In a document:
///
/// ```json
/// {"rule": "reuse", "last": 5}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::ReuseRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Reuse(ReuseRule::new(5));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite7", &Context::new().reused(true)).is_accepted());
/// assert!(policy.check("kite7", &Context::new().reused(false)).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ReuseRule {
    /// The number of the latest passwords that count, as a page shows it.
    pub last: u32,
}

impl ReuseRule {
    /// Returns the rule that rejects the last so many passwords.
    #[must_use]
    pub const fn new(last: u32) -> Self {
        Self { last }
    }

    /// Checks a password.
    pub fn check(&self, context: &Context<'_>) -> Status<'static> {
        match context.is_reused {
            None => Status::Unchecked,
            Some(true) => Status::Unmet(Violation::Reused { last: self.last }),
            Some(false) => Status::Met,
        }
    }
}
