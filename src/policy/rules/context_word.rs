use alloc::vec::Vec;

use super::candidate::Candidate;
use crate::policy::context_words::Search;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Context, ContextSource, Status, Violation};
use crate::text::Unicode;

/// No word about the person, the company or the service.
///
/// OWASP ASVS 5.0 6.2.11; NIST SP 800-63B-4 section 3.1.1.2 names such words
/// for a blocklist, compared as a whole.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::ContextWordRule;
/// use genkan::policy::{Context, ContextSource, Document, Policy, Rule};
///
/// let rule = Rule::ContextWord(ContextWordRule::new(vec![ContextSource::Company], 3));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// let context = Context::new().word(ContextSource::Company, "Acme");
/// assert!(!policy.check("kite-acme", &context).is_accepted());
/// assert!(policy.check("kite-7", &context).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct ContextWordRule {
    /// The sources of the words.
    pub sources: Vec<ContextSource>,
    /// The length from which a word, or a piece of one, counts, in code
    /// points, at least 1.
    pub min_piece: u32,
    /// Reject a word written backwards, too.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub reversed: bool,
    /// Reject a word written with characters that look alike, such as `t4r0`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub look_alikes: bool,
}

impl ContextWordRule {
    /// Returns the rule for words of these sources, and pieces of them, from
    /// this length on.
    #[must_use]
    pub const fn new(sources: Vec<ContextSource>, min_piece: u32) -> Self {
        Self {
            sources,
            min_piece,
            reversed: false,
            look_alikes: false,
        }
    }

    /// Checks a password.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let search = Search {
            min_whole: self.min_piece,
            min_piece: self.min_piece,
            reversed: self.reversed,
            look_alikes: self.look_alikes,
        };
        let mut status = Status::NotApplicable;
        for source in self.sources.iter().copied() {
            for text in context.texts(source) {
                status = Status::Met;
                if let Some(at) = search.find(candidate, text) {
                    return Status::Unmet(Violation::ContainsContextWord { source, at });
                }
            }
        }
        status
    }
}
