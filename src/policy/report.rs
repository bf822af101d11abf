use alloc::vec::Vec;

use super::{Hint, Requirement, Violation};

/// Everything there is to say about a password at once: every requirement,
/// met or unmet, in the policy's order.
///
/// A report holds codes and numbers. It may be logged.
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

    /// Whether no requirement is unmet.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.violations().next().is_none()
    }

    /// Every requirement, with how the password stands to it.
    #[must_use]
    pub fn items(&self) -> &[Item<'p>] {
        &self.items
    }

    /// What is wrong, in the policy's order.
    pub fn violations(&self) -> impl Iterator<Item = &Violation> {
        self.items.iter().filter_map(|item| match &item.status {
            Status::Unmet(violation) => Some(violation),
            Status::Met | Status::NotApplicable => None,
        })
    }

    /// What is worth knowing besides.
    #[must_use]
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }
}

/// One requirement and how a password stands to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Item<'p> {
    /// What is asked for.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub requirement: Requirement<'p>,
    /// How the password stands to it.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub status: Status,
}

/// How a password stands to a requirement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(tag = "status", content = "violation", rename_all = "kebab-case")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a fourth answer would break every checklist"
)]
pub enum Status {
    /// The requirement is met.
    Met,
    /// The requirement is not met.
    Unmet(Violation),
    /// The requirement was not judged: what it needs is not known.
    NotApplicable,
}

impl Status {
    /// The stable name: `met`, `unmet`, `not-applicable`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet(_) => "unmet",
            Self::NotApplicable => "not-applicable",
        }
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
