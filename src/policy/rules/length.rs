use crate::policy::candidate::Candidate;
use crate::policy::{Status, Violation};

/// At least `min` Unicode code points after preparation.
///
/// NIST SP 800-63B-4 section 3.1.1.2, requirement 4: each code point counts
/// as one character.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct LengthRule {
    /// The smallest accepted length, in code points.
    pub min: u32,
}

impl LengthRule {
    /// At least `min` code points.
    #[must_use]
    pub const fn new(min: u32) -> Self {
        Self { min }
    }

    pub(in crate::policy) fn judge(&self, candidate: &Candidate<'_>) -> Status {
        // A candidate has at most `max_bytes` characters, so the count fits.
        let actual = candidate.prepared().chars().count() as u32;
        if actual < self.min {
            Status::Unmet(Violation::TooShort {
                min: self.min,
                actual,
            })
        } else {
            Status::Met
        }
    }
}
