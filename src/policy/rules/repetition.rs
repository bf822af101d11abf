use super::candidate::Candidate;
#[cfg(feature = "serde")]
use crate::policy::defaults::{is_one, one};
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No character more than `max` times in a row, and optionally no block of
/// characters, such as `abcabc`.
///
/// Auth0 "excellent": no more than 2 identical characters in a row.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::RepetitionRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Repetition(RepetitionRule::new(2).blocks(3));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("abcabcabc", &Context::new()).is_accepted());
/// assert!(policy.check("abcabc", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct RepetitionRule {
    /// The accepted number of times in a row, at least 1.
    pub max: u32,
    /// The longest block of characters that counts as one, in code points: 1
    /// for single characters only, at most 16, so that the work is bounded.
    #[cfg_attr(
        feature = "serde",
        serde(default = "one", skip_serializing_if = "is_one")
    )]
    pub block: u32,
}

impl RepetitionRule {
    /// Returns the rule that accepts no character more than `max` times in a
    /// row.
    #[must_use]
    pub const fn new(max: u32) -> Self {
        Self { max, block: 1 }
    }

    /// Also rejects blocks of up to `block` characters.
    #[must_use]
    pub const fn blocks(mut self, block: u32) -> Self {
        self.block = block;
        self
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        let text = candidate.characters();
        for block in 1..=self.block as usize {
            if let Some(violation) = self.longest(&text, block) {
                return Status::Unmet(violation);
            }
        }
        Status::Met
    }

    /// Returns the longest repetition of blocks of this length, if it is too long.
    fn longest(&self, text: &[char], block: usize) -> Option<Violation<'static>> {
        let mut longest = (0, 0);
        let mut run = 0;
        for (at, (one, next)) in text.iter().zip(text.iter().skip(block)).enumerate() {
            run = if one == next { run + 1 } else { 0 };
            if run > longest.0 {
                longest = (run, at + 1 + block);
            }
        }
        let (equal, end) = longest;
        // If as many pairs are equal as a block has characters, the block is
        // repeated once more; fewer are the beginning of a repetition.
        let times = equal / block + 1;
        let start = end.saturating_sub(equal + block);
        let (max, actual) = (self.max, times as u32);
        let at = Span::new(start, start + times * block);
        let block = block as u32;
        (actual > max).then_some(Violation::Repetition {
            max,
            actual,
            block,
            at,
        })
    }
}
