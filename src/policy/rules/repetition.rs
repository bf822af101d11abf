use alloc::vec::Vec;

use super::candidate::Candidate;
use super::kind::Kind;
use super::kinds_rule::is_of;
#[cfg(feature = "serde")]
use crate::policy::defaults::{is_default, is_one};
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No character more than `max` times in a row, and optionally no block of
/// characters, such as `abcabc`, or no more than `max` characters of one kind in
/// a row.
///
/// Auth0 "excellent": no more than 2 identical characters in a row.
///
/// In a document:
///
/// ```json
/// {"rule": "repetition", "max": 2, "block": 4}
/// {"rule": "repetition", "max": 4, "of": [{"name": "lower"}, {"name": "digit"}]}
/// ```
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RepetitionRule {
    /// The accepted number of times in a row, at least 1.
    pub max: u32,
    /// The longest block of characters that counts as one, in code points: 1
    /// for single characters only, at most 16, so that the work is bounded.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_one"))]
    pub block: u32,
    /// Count characters of the same kind as equal: no more than `max` of any of
    /// these kinds in a row. If it is empty, only equal characters are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub of: Vec<Kind>,
}

impl RepetitionRule {
    /// Returns the rule that accepts no character more than `max` times in a
    /// row.
    #[must_use]
    pub const fn new(max: u32) -> Self {
        Self {
            max,
            block: 1,
            of: Vec::new(),
        }
    }

    /// Also rejects blocks of up to `block` characters.
    #[must_use]
    pub const fn blocks(mut self, block: u32) -> Self {
        self.block = block;
        self
    }

    /// Counts characters of one of these kinds as equal.
    ///
    /// ```
    /// use genkan::policy::rules::{Kind, RepetitionRule};
    /// use genkan::policy::{Context, Document, Policy, Rule};
    ///
    /// let rule = RepetitionRule::new(3).of_kinds(vec![Kind::new("lower", ""), Kind::new("other", "")]);
    /// let policy = Policy::try_from(Document::new("example", 64, vec![Rule::Repetition(rule)]))?;
    /// assert!(!policy.check("kite-7", &Context::new()).is_accepted());
    /// assert!(policy.check("kit7e", &Context::new()).is_accepted());
    /// # Ok::<(), genkan::policy::InvalidDocument>(())
    /// ```
    #[must_use]
    pub fn of_kinds(mut self, kinds: Vec<Kind>) -> Self {
        self.of = kinds;
        self
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        if !self.of.is_empty() {
            return self.check_kinds(candidate);
        }
        let text = candidate.characters();
        for block in 1..=self.block as usize {
            if let Some(violation) = self.longest(&text, block) {
                return Status::Unmet(violation);
            }
        }
        Status::Met
    }

    /// Reports the longest run of one kind: the first one, if several have that
    /// length.
    fn check_kinds(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'static> {
        let (mut longest, mut end) = (0, 0);
        for kind in &self.of {
            let mut run = 0;
            for (at, c) in (1..).zip(candidate.prepared().chars()) {
                let is_in = is_of(&self.of, kind, candidate.unicode(), c);
                run = if is_in { run + 1 } else { 0 };
                if run > longest || (run == longest && at < end) {
                    (longest, end) = (run, at);
                }
            }
        }
        if longest <= self.max {
            return Status::Met;
        }
        Status::Unmet(Violation::KindRepetition {
            max: self.max,
            actual: longest,
            at: Span::new((end - longest) as usize, end as usize),
        })
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
