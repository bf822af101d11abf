use alloc::vec::Vec;

use super::birthday;
use super::candidate::Candidate;
use crate::policy::context_words::{LONGEST, Search, bounded};
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Context, ContextSource, Status, Violation};
use crate::text::Unicode;

/// No word about the person, the company or the service.
///
/// Words are found with and without what is between their pieces, so that
/// `090-1234-5678` is found as `09012345678`. A birthday, year first, is also
/// found in the other usual orders and with other separators, and without its
/// year or the day.
///
/// OWASP ASVS 5.0 6.2.11; NIST SP 800-63B-4 section 3.1.1.2 names such words
/// for a blocklist, compared as a whole.
///
/// In a document:
///
/// ```json
/// {"rule": "context-word", "sources": ["name", "company"], "min_piece": 3, "reversed": true,
///   "look_alikes": true, "min_whole": 2, "min_east_asian": 2, "consecutive": true, "accents": true}
/// ```
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ContextWordRule {
    /// The sources of the words.
    pub sources: Vec<ContextSource>,
    /// The length from which a word, or a piece of one, counts, in code
    /// points, at least 1.
    pub min_piece: u32,
    /// Reject a word written backwards, too.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub reversed: bool,
    /// Reject a word written with characters that look alike, such as `t4r0`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub look_alikes: bool,
    /// The length from which a whole text counts, in code points: `min_piece` if
    /// it is left out.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub min_whole: Option<u32>,
    /// The length from which a piece of kana, Chinese characters or hangul only
    /// counts, if it is shorter than `min_piece`: a name often has two.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub min_east_asian: Option<u32>,
    /// Reject every part of the text that is as long as a piece, too: any
    /// `min_piece` characters in a row.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub consecutive: bool,
    /// Compare without accents, and hiragana like katakana: `jose` is found for
    /// José, and タナカ for たなか.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub accents: bool,
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
            min_whole: None,
            min_east_asian: None,
            consecutive: false,
            accents: false,
        }
    }

    /// Checks a password.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let search = Search {
            min_whole: self.min_whole.unwrap_or(self.min_piece),
            min_piece: self.min_piece,
            min_east_asian: self.min_east_asian,
            joined: true,
            consecutive: self.consecutive,
            accents: self.accents,
            reversed: self.reversed,
            look_alikes: self.look_alikes,
        };
        let mut status = Status::NotApplicable;
        for source in self.sources.iter().copied() {
            for text in context.texts(source) {
                status = Status::Met;
                let is_birthday = source == ContextSource::Birthday;
                let written = is_birthday.then(|| birthday::writings(bounded(text, LONGEST)));
                let found = match written.flatten() {
                    None => search.find(candidate, text),
                    Some(written) => {
                        let whole = Search {
                            min_whole: self.min_piece,
                            min_piece: u32::MAX,
                            min_east_asian: None,
                            joined: false,
                            consecutive: false,
                            ..search
                        };
                        let mut written = written.iter();
                        written.find_map(|text| whole.find(candidate, text))
                    }
                };
                if let Some(at) = found {
                    return Status::Unmet(Violation::ContainsContextWord { source, at });
                }
            }
        }
        status
    }
}
