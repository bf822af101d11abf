use super::context_word::find;
use crate::policy::candidate::Candidate;
use crate::policy::rule::EVERY_RULE;
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
    /// Refuse it written backwards, too.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub reversed: bool,
    /// Refuse it written with characters that look alike, such as `t4r0`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub look_alikes: bool,
}

impl LocalPartRule {
    /// Pieces of the local part from this length on.
    #[must_use]
    pub const fn new(min_piece: u32) -> Self {
        Self {
            min_piece,
            reversed: false,
            look_alikes: false,
        }
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let words = context.local_part();
        if words.is_empty() {
            return Status::NotApplicable;
        }
        if !EVERY_RULE && (self.reversed || self.look_alikes) {
            return Status::Unjudged;
        }
        let found = find(
            candidate,
            words,
            (1, self.min_piece),
            self.reversed,
            self.look_alikes,
        );
        match found {
            Some(at) => Status::Unmet(Violation::ContainsLocalPart { at }),
            None => Status::Met,
        }
    }
}
