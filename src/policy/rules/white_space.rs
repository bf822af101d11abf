use super::candidate::Candidate;
use super::characters::forbidden;
use super::white_space_position::WhiteSpacePosition;
use crate::policy::{Forbidden, Span, Status, Violation};
use crate::text::Unicode;

/// No white space, or none at the edges, where it gets lost most easily.
///
/// NIST SP 800-63B-4 section 3.1.1.2, requirement 3: the space should be
/// accepted.
///
/// In a document:
///
/// ```json
/// {"rule": "white-space", "where": "edges"}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{WhiteSpacePosition, WhiteSpaceRule};
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::WhiteSpace(WhiteSpaceRule::new(WhiteSpacePosition::Edges));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite ", &Context::new()).is_accepted());
/// assert!(policy.check("kite 7", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct WhiteSpaceRule {
    /// Where white space is rejected.
    #[cfg_attr(feature = "serde", serde(rename = "where"))]
    pub position: WhiteSpacePosition,
}

impl WhiteSpaceRule {
    /// Returns the rule that rejects white space there.
    #[must_use]
    pub const fn new(position: WhiteSpacePosition) -> Self {
        Self { position }
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'_> {
        let of = Forbidden::WhiteSpace(self);
        if self.position == WhiteSpacePosition::Anywhere {
            return forbidden(candidate, of, char::is_whitespace);
        }
        let text = candidate.prepared();
        let length = candidate.length() as usize;
        let before = length - text.trim_start().chars().count();
        let after = length - text.trim_end().chars().count();
        let at = match (before, after) {
            (0, 0) => return Status::Met,
            (0, _) => Span::new(length - after, length),
            _ => Span::new(0, before),
        };
        let count = if before == length {
            length
        } else {
            before + after
        } as u32;
        Status::Unmet(Violation::ForbiddenCharacter { count, at, of })
    }
}
