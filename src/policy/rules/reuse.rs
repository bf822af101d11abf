use crate::policy::candidate::Candidate;
use crate::policy::{Context, Status, Violation};
use crate::text::Unicode;

/// None of the person's earlier passwords.
///
/// The caller answers with its hasher ([`Context::reused`]).
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct ReuseRule {
    /// How many of the latest passwords count, for people to be told.
    pub last: u32,
}

impl ReuseRule {
    /// None of the last so many passwords.
    #[must_use]
    pub const fn new(last: u32) -> Self {
        Self { last }
    }

    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        match context.questions().reused {
            None => Status::Unjudged,
            Some(is_reused) if is_reused(candidate.prepared().as_bytes()) => {
                Status::Unmet(Violation::Reused)
            }
            Some(_) => Status::Met,
        }
    }
}
