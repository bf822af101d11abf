use crate::policy::candidate::Candidate;
use crate::policy::{Context, Status, Violation};
use crate::text::Unicode;

/// Hard enough to guess, by an estimate that the caller brings
/// ([`Context::score`]), such as that of the feature `zxcvbn`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct GuessabilityRule {
    /// The smallest accepted score, 1 to 4.
    pub min_score: u32,
}

impl GuessabilityRule {
    /// At least this score.
    #[must_use]
    pub const fn new(min_score: u32) -> Self {
        Self { min_score }
    }

    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let Some(score) = context.questions().score else {
            return Status::Unjudged;
        };
        let actual = u32::from(score(candidate.prepared()));
        if actual < self.min_score {
            let min = self.min_score;
            Status::Unmet(Violation::TooGuessable { min, actual })
        } else {
            Status::Met
        }
    }
}
