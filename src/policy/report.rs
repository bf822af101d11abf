use alloc::vec::Vec;

use super::hint::Hint;
use super::item::Item;
use super::status::Status;
use super::violation::Violation;

/// The result of a check: every requirement, met or unmet, in the policy's
/// order, and hints.
///
/// A report contains codes, numbers and positions, never the password or the
/// address. It may be logged.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy};
///
/// let policy = Policy::support_center();
/// let report = policy.check("kite-7", &Context::new());
/// assert!(report.is_refused());
/// let codes: Vec<&str> = report.violations().map(|violation| violation.code()).collect();
/// assert_eq!(codes, ["too-few-kinds"]);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use]
pub struct Report<'p> {
    items: Vec<Item<'p>>,
    hints: Vec<Hint>,
}

impl<'p> Report<'p> {
    pub(super) const fn new(items: Vec<Item<'p>>, hints: Vec<Hint>) -> Self {
        Self { items, hints }
    }

    /// Returns whether every requirement is met or does not apply.
    ///
    /// A password is not accepted if a requirement could not be checked.
    /// [`is_refused`](Self::is_refused) returns whether one is not met.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        let mut statuses = self.statuses();
        statuses.all(|status| matches!(status, Status::Met | Status::NotApplicable))
    }

    /// Returns whether some requirement is not met.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.violations().next().is_some()
    }

    /// Returns every requirement with its status, in the policy's order.
    #[must_use]
    pub fn items(&self) -> &[Item<'p>] {
        &self.items
    }

    /// Returns the status of each requirement, in the policy's order.
    pub fn statuses(&self) -> impl Iterator<Item = Status<'p>> {
        self.items.iter().map(|item| item.status)
    }

    /// Returns the violations, in the policy's order.
    pub fn violations(&self) -> impl Iterator<Item = &Violation<'p>> {
        self.items.iter().filter_map(|item| match &item.status {
            Status::Unmet(violation) => Some(violation),
            _ => None,
        })
    }

    /// Returns the hints, which reject nothing; at most one of each kind.
    #[must_use]
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Report<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut report = serializer.serialize_struct("Report", 3)?;
        report.serialize_field("accepted", &self.is_accepted())?;
        report.serialize_field("items", &self.items)?;
        report.serialize_field("hints", &self.hints)?;
        report.end()
    }
}
