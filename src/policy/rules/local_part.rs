use super::candidate::Candidate;
use super::identifier::Identifier;
use super::word_search::WordSearch;
use crate::policy::context_words::{LONGEST, bounded};
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Status, Violation};
use crate::text::Unicode;

/// No part of the email address before the @.
///
/// It rejects the whole local part, even a short one, and its pieces between
/// separators of `min_piece` or more code points. Both texts are compared in
/// their folded form. A local part may contain the password. Without an address
/// the rule does not apply.
///
/// By NIST SP 800-63B-4 section 3.1.1.2 a blocklist may have the user name and
/// its derivatives, but is compared with whole passwords; this rule is stricter
/// and a documented deviation. OWASP ASVS 5.0 6.2.11 allows it.
///
/// In a document:
///
/// ```json
/// {"rule": "local-part", "min_piece": 3, "reversed": true, "look_alikes": true, "min_whole": 4,
///   "min_east_asian": 2, "consecutive": true, "accents": true, "of": "user-name"}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::LocalPartRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::LocalPart(LocalPartRule::new(3));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// let context = Context::new().email("taro.yamada@example.co.jp");
/// assert!(!policy.check("kite-taro", &context).is_accepted());
/// assert!(policy.check("kite-7", &context).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct LocalPartRule {
    /// The words that it rejects, and how they are compared.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub words: WordSearch,
    /// The identifier that people sign in with, as the requirement calls it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub of: Identifier,
}

impl LocalPartRule {
    /// Returns the rule that rejects pieces of the local part from this length
    /// on.
    #[must_use]
    #[inline]
    pub const fn new(min_piece: u32) -> Self {
        Self::with(WordSearch::new(min_piece))
    }

    /// Returns the rule that rejects these words of the local part.
    #[must_use]
    #[inline]
    pub const fn with(words: WordSearch) -> Self {
        Self {
            words,
            of: Identifier::Address,
        }
    }

    /// Calls the identifier so in the requirement.
    #[must_use]
    pub const fn of(mut self, identifier: Identifier) -> Self {
        self.of = identifier;
        self
    }

    /// Checks a password, given the person's email addresses.
    ///
    /// The local part is the text before the last `@`; a text without `@`, such
    /// as a user name, is one as a whole. An empty one is left out.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        emails: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Status<'static> {
        let min_whole = self.words.min_whole.unwrap_or(1);
        let search = self.words.in_text(min_whole, false);
        let mut status = Status::NotApplicable;
        for email in emails {
            let email = bounded(email.as_ref(), LONGEST);
            // `rsplit_once` would link a searcher for any character.
            let local_part_end = email.bytes().rposition(|byte| byte == b'@');
            let local_part = local_part_end
                .and_then(|end| email.get(..end))
                .unwrap_or(email);
            if local_part.is_empty() {
                continue;
            }
            status = Status::Met;
            if let Some(at) = search.find(candidate, local_part) {
                let of = match local_part_end {
                    Some(_) => Identifier::Address,
                    None => Identifier::UserName,
                };
                return Status::Unmet(Violation::ContainsLocalPart { of, at });
            }
        }
        status
    }
}
