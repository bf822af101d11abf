use alloc::string::String;

use crate::policy::candidate::Candidate;
use crate::policy::{Kind, Kinds, Status, Violation};

/// At least `required` of the four kinds of characters.
///
/// The documented policy of the support center. NIST SP 800-63B-4 section
/// 3.1.1.2, requirement 5, and OWASP ASVS 5.0 6.2.5 forbid such rules.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct KindsRule {
    /// How many kinds are asked for, 1 to 4.
    pub required: u32,
    /// Exactly the characters that count as special: ASCII punctuation, each
    /// once.
    pub special: String,
}

impl KindsRule {
    /// At least `required` kinds, with the characters that count as special.
    #[must_use]
    pub fn new(required: u32, special: &str) -> Self {
        Self {
            required,
            special: special.into(),
        }
    }

    pub(in crate::policy) fn judge(&self, candidate: &Candidate<'_>) -> Status {
        let present: Kinds = candidate
            .prepared()
            .chars()
            .filter_map(|c| Kind::of(c, &self.special))
            .collect();
        if present.len() < self.required {
            Status::Unmet(Violation::TooFewKinds {
                required: self.required,
                actual: present.len(),
                missing: present.missing(),
            })
        } else {
            Status::Met
        }
    }
}
