use core::fmt;

use super::kind::Kind;
use super::kinds_rule::KindsRule;
use crate::policy::limits::MOST_OF_KIND;

/// The kinds of a rule of which a password has too few characters, and how many
/// more of each would be enough.
///
/// It is serialized as a list of their names, `more`, `min` and labels.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy, Violation};
///
/// let policy = Policy::support_center();
/// let report = policy.check("kitten", &Context::new());
/// let Some(Violation::TooFewKinds { missing, .. }) = report.violations().next() else {
///     panic!("it has one kind of three");
/// };
/// let names: Vec<&str> = missing.iter().map(|(kind, _)| kind.name.as_str()).collect();
/// assert_eq!(names, ["upper", "digit", "special"]);
/// ```
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct MissingKinds<'p> {
    of: &'p [Kind],
    /// Four bits for each kind: how many more, 0 for a kind that is present.
    more: u64,
}

impl<'p> MissingKinds<'p> {
    pub(super) const fn new(of: &'p [Kind], more: u64) -> Self {
        Self { of, more }
    }

    /// Returns how many kinds are missing.
    #[must_use]
    pub fn len(self) -> u32 {
        self.iter().count() as u32
    }

    /// Returns whether none is missing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.more == 0
    }

    /// Returns each missing kind, in the rule's order, and how many more of its
    /// characters would be enough.
    pub fn iter(self) -> impl Iterator<Item = (&'p Kind, u32)> {
        let more = self.more;
        (0..)
            .zip(self.of)
            .map(move |(at, kind)| (kind, (more >> (4 * at)) as u32 & MOST_OF_KIND))
            .filter(|(_, more)| *more > 0)
    }

    /// Returns whether these are kinds of that very rule.
    #[must_use]
    pub fn are_of(self, rule: &KindsRule) -> bool {
        core::ptr::eq(self.of, rule.of())
    }

    /// Returns the numbers as bits: four for each kind, those of the rule's
    /// first kind in the lowest.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.more
    }
}

impl fmt::Debug for MissingKinds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(kind, more)| (&kind.name, more)))
            .finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for MissingKinds<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Missing<'k> {
            name: &'k str,
            more: u32,
            #[serde(skip_serializing_if = "crate::policy::defaults::is_one")]
            min: u32,
            #[serde(skip_serializing_if = "crate::policy::Labels::is_empty")]
            label: &'k crate::policy::Labels,
        }
        serializer.collect_seq(self.iter().map(|(kind, more)| Missing {
            name: &kind.name,
            more,
            min: kind.min,
            label: &kind.label,
        }))
    }
}
