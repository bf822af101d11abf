use alloc::vec::Vec;

use super::length_range::LengthRange;
use crate::policy::Rule;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;

/// Rules for passwords of some lengths only, so that longer ones may be
/// simpler.
///
/// In a document:
///
/// ```json
/// {"rule": "tier", "from": 8, "below": 12, "rules": [{"rule": "occurrences", "max": 4}]}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{RepetitionRule, TierRule};
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let tier = TierRule::below(12, vec![Rule::Repetition(RepetitionRule::new(1))]);
/// let policy = Policy::try_from(Document::new("example", 64, vec![Rule::Tier(tier)]))?;
/// assert!(!policy.check("book", &Context::new()).is_accepted());
/// assert!(policy.check("bookkeepers-7", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TierRule {
    /// The smallest length that they are for, in code points.
    pub from: u32,
    /// The first length that they are not for.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub below: Option<u32>,
    /// The rules. None of them is a tier.
    pub rules: Vec<Rule>,
}

impl TierRule {
    /// Returns rules for passwords shorter than `below` code points.
    #[must_use]
    pub const fn below(below: u32, rules: Vec<Rule>) -> Self {
        Self {
            from: 0,
            below: Some(below),
            rules,
        }
    }

    /// Limits the rules to passwords of at least `from` code points.
    #[must_use]
    pub const fn from(mut self, from: u32) -> Self {
        self.from = from;
        self
    }

    pub(in crate::policy) const fn within(&self) -> LengthRange {
        LengthRange {
            from: self.from,
            below: self.below,
        }
    }
}
