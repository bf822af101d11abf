use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::candidate::Candidate;
use super::candidate::characters;
use crate::policy::context_words::bounded;
use crate::policy::{Context, Status, Violation};
use crate::text::Unicode;

/// Not almost the password that it replaces: at least `min` characters must be
/// added, left out or exchanged (Levenshtein distance of the folded texts).
///
/// Without an old password the rule does not apply.
///
/// In a document:
///
/// ```json
/// {"rule": "similarity", "min": 4}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::SimilarityRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Similarity(SimilarityRule::new(3));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite7", &Context::new().current_password("kite6")).is_accepted());
/// assert!(policy.check("kite7", &Context::new().current_password("lamp-12")).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct SimilarityRule {
    /// The number of characters that must differ, 1 to 16.
    pub min: u32,
}

impl SimilarityRule {
    /// Returns the rule that requires so many characters to differ.
    #[must_use]
    pub const fn new(min: u32) -> Self {
        Self { min }
    }

    /// Checks a password.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let Some(old) = context.current_password else {
            return Status::NotApplicable;
        };
        let folded = |text: &str| characters(&candidate.fold(text));
        let old = bounded(old, LARGEST);
        let old = Zeroizing::new(candidate.prepare(old).into_owned());
        let (old, new) = (folded(&old), folded(candidate.prepared()));
        let actual = distance(&old, &new, self.min as usize) as u32;
        if actual < self.min {
            let min = self.min;
            Status::Unmet(Violation::TooSimilar { min, actual })
        } else {
            Status::Met
        }
    }
}

/// Returns the Levenshtein distance, or `most` if it is not smaller. Only cells
/// near the diagonal can hold a smaller one, so the work is linear.
fn distance(one: &[char], other: &[char], most: usize) -> usize {
    if one.len().abs_diff(other.len()) >= most {
        return most;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let first = i.saturating_sub(most);
        let mut diagonal = row.get(first).copied().unwrap_or(most);
        if let Some(edge) = row.get_mut(first) {
            *edge = if first == 0 { i + 1 } else { most };
        }
        let end = (i + most).min(other.len());
        for j in first..end {
            // Above the band the first row's number is still there: `most` or more.
            let (Some(b), Some(left), Some(above)) =
                (other.get(j), row.get(j).copied(), row.get(j + 1).copied())
            else {
                break;
            };
            let exchanged = diagonal + usize::from(a != b);
            let best = exchanged.min(left + 1).min(above + 1);
            diagonal = row.get(j + 1).copied().unwrap_or(most);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = best;
            }
        }
    }
    row.last().copied().unwrap_or(0).min(most)
}

/// The longest current password that is compared, in bytes: the largest size
/// that a policy can accept.
const LARGEST: usize = 65_536;
