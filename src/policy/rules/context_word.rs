use alloc::vec::Vec;

use super::birthday;
use super::candidate::Candidate;
use super::word_search::WordSearch;
use crate::policy::context_words::{LONGEST, Search, bounded};
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
    /// The words of their texts that it rejects, and how they are compared.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub words: WordSearch,
}

impl ContextWordRule {
    /// Returns the rule for words of these sources, and pieces of them, from
    /// this length on.
    #[must_use]
    pub const fn new(sources: Vec<ContextSource>, min_piece: u32) -> Self {
        Self::with(sources, WordSearch::new(min_piece))
    }

    /// Returns the rule that rejects these words of the sources' texts.
    #[must_use]
    pub const fn with(sources: Vec<ContextSource>, words: WordSearch) -> Self {
        Self { sources, words }
    }

    /// Checks a password.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let min_piece = self.words.min_piece;
        let min_whole = self.words.min_whole.unwrap_or(min_piece);
        let search = self.words.in_text(min_whole, true);
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
                            min_whole: min_piece,
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
