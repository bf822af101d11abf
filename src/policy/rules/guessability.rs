use crate::policy::{Context, Status, Violation};

/// Hard enough to guess, by an estimate of the caller
/// ([`Context::score`]), such as that of the feature `strength`.
///
/// In a document:
///
/// ```json
/// {"rule": "guessability", "min_score": 3}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::GuessabilityRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Guessability(GuessabilityRule::new(3));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite7", &Context::new().score(2)).is_accepted());
/// assert!(policy.check("kite7", &Context::new().score(3)).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct GuessabilityRule {
    /// The smallest accepted score, 1 to 4.
    pub min_score: u32,
}

impl GuessabilityRule {
    /// Returns the rule that requires at least this score.
    #[must_use]
    pub const fn new(min_score: u32) -> Self {
        Self { min_score }
    }

    /// Checks a password.
    pub fn check(&self, context: &Context<'_>) -> Status<'static> {
        let Some(score) = context.score else {
            return Status::Unchecked;
        };
        let actual = u32::from(score);
        if actual < self.min_score {
            let min = self.min_score;
            Status::Unmet(Violation::TooGuessable { min, actual })
        } else {
            Status::Met
        }
    }
}
