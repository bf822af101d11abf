use alloc::vec::Vec;

use zeroize::Zeroizing;

use crate::policy::candidate::Candidate;
use crate::policy::{Span, Status, Violation};
use crate::text::Unicode;

/// No character more than `max` times in all.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct OccurrencesRule {
    /// How often is accepted, at least 1.
    pub max: u32,
}

impl OccurrencesRule {
    /// No character more than `max` times in all.
    #[must_use]
    pub const fn new(max: u32) -> Self {
        Self { max }
    }

    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
    ) -> Status<'static> {
        // At its full size at once, so that growing leaves no copy behind.
        let mut sorted: Zeroizing<Vec<(char, usize)>> =
            Zeroizing::new(Vec::with_capacity(candidate.length() as usize));
        sorted.extend(candidate.prepared().chars().zip(0..));
        sorted.sort_unstable();
        let most = sorted
            .chunk_by(|(one, _), (next, _)| one == next)
            // Among equals, the one that begins first.
            .max_by_key(|same| {
                (
                    same.len(),
                    same.first().map(|(_, at)| core::cmp::Reverse(*at)),
                )
            });
        match most {
            Some(same @ [(_, start), .., (_, end)]) if same.len() > self.max as usize => {
                Status::Unmet(Violation::Repetition {
                    max: self.max,
                    actual: same.len() as u32,
                    at: Span::new(*start, end + 1),
                })
            }
            _ => Status::Met,
        }
    }
}
