use crate::policy::candidate::Candidate;
use crate::policy::{Context, Status, Violation};
use crate::text::Unicode;

/// Nothing of the part of the mail address before the @.
///
/// Refused are the whole local part, however short, and its pieces of
/// `min_piece` or more code points, the pieces being what separators leave.
/// Both sides are compared folded. A local part that contains the password is
/// no offence; without an address the rule does not apply.
///
/// NIST SP 800-63B-4 section 3.1.1.2 lets a blocklist hold the user name and
/// its derivatives, but compares whole passwords; this rule goes further and
/// is a documented deviation. OWASP ASVS 5.0 6.2.11 allows it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct LocalPartRule {
    /// The length from which a piece counts, in code points, at least 1.
    pub min_piece: u32,
}

impl LocalPartRule {
    /// Nothing of the local part, nor a piece of it of `min_piece` or more code
    /// points.
    #[must_use]
    pub const fn new(min_piece: u32) -> Self {
        Self { min_piece }
    }

    pub(in crate::policy) fn judge(
        &self,
        unicode: &impl Unicode,
        candidate: &mut Candidate<'_>,
        context: &Context,
    ) -> Status {
        let Some(local_part) = context.local_part() else {
            return Status::NotApplicable;
        };
        if local_part.is_in(candidate.folded(unicode), self.min_piece) {
            Status::Unmet(Violation::ContainsLocalPart)
        } else {
            Status::Met
        }
    }
}
