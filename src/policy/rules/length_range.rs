/// A range of lengths of passwords, in code points.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{OccurrencesRule, TierRule};
/// use genkan::policy::{Document, Policy, Requirement, Rule};
///
/// let rules = vec![Rule::Occurrences(OccurrencesRule::new(2))];
/// let tier = Rule::Tier(TierRule::below(12, rules).from(8));
/// let policy = Policy::try_from(Document::new("example", 64, vec![tier]))?;
/// let Some(Requirement::Tier { within, .. }) = policy.requirements().last() else {
///     panic!("the rule of the tier is the last requirement");
/// };
/// assert_eq!((within.from, within.below), (8, Some(12)));
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[expect(clippy::exhaustive_structs, reason = "a range has two ends")]
pub struct LengthRange {
    /// The smallest length in the range.
    pub from: u32,
    /// The smallest length above the range, if the range ends.
    pub below: Option<u32>,
}

impl LengthRange {
    pub(in crate::policy) const fn contains(self, length: u32) -> bool {
        length >= self.from
            && match self.below {
                Some(below) => length < below,
                None => true,
            }
    }
}
