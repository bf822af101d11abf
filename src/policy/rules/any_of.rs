use alloc::vec::Vec;

use super::candidate::Candidate;
use crate::policy::{Context, Rule, Status};
use crate::text::Unicode;

/// One of several groups of rules: a password meets it if it meets all rules of
/// one group.
///
/// CNIL's recommendation of 2022 accepts 12 characters of four kinds, or 14 of
/// three, or seven words.
///
/// In a document:
///
/// ```json
/// {"rule": "any-of", "groups": [
///   [{"rule": "length", "min": 14}],
///   [{"rule": "length", "min": 7, "unit": "words"}, {"rule": "occurrences", "max": 9}]
/// ]}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{AnyOfRule, LengthRule, Unit};
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let long = vec![Rule::Length(LengthRule::new(12))];
/// let words = vec![Rule::Length(LengthRule::new(3).in_unit(Unit::Words))];
/// let rule = Rule::AnyOf(AnyOfRule::new(vec![long, words]));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite7", &Context::new()).is_accepted());
/// assert!(policy.check("a kite 7", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AnyOfRule {
    /// The groups, 2 to 8. None of their rules is a tier or another rule of this
    /// kind.
    pub groups: Vec<Vec<Rule>>,
}

impl AnyOfRule {
    /// Returns the rule that requires all rules of one of these groups.
    #[must_use]
    pub const fn new(groups: Vec<Vec<Rule>>) -> Self {
        Self { groups }
    }

    /// Checks a password.
    ///
    /// If it meets no group, the violation is that of the nearest one: the first
    /// with the fewest rules that are not met. If a group has no such rule but
    /// one that could not be checked, neither could this one.
    pub fn check<'p>(
        &'p self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'p> {
        let mut nearest = (usize::MAX, Status::Met);
        for group in &self.groups {
            let statuses: Vec<Status<'p>> = group
                .iter()
                .map(|rule| rule.check(candidate, context))
                .filter(|status| !matches!(status, Status::Met | Status::NotApplicable))
                .collect();
            // A rule that could not be checked may be met, so it counts less.
            let unmet = statuses
                .iter()
                .filter(|status| matches!(status, Status::Unmet(_)));
            let first = unmet.clone().next().or(statuses.first()).copied();
            let Some(first) = first else {
                return Status::Met;
            };
            let count = unmet.count();
            if count < nearest.0 {
                nearest = (count, first);
            }
        }
        nearest.1
    }
}
