use alloc::string::String;

use zeroize::Zeroizing;

use super::candidate::Candidate;
use crate::blocklist::Blocklist;
use crate::policy::context_words::{locate, reversed};
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Context, Labels, Span, Status, Violation};
use crate::text::Unicode;

/// Not on a list of common passwords.
///
/// NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5.0 6.2.4 and 6.2.12. Both
/// compare the whole password, as this rule does unless `contained` is given.
///
/// # Examples
///
/// ```
/// use genkan::blocklist::WordList;
/// use genkan::policy::rules::BlocklistRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Blocklist(BlocklistRule::new("words").contained(4));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// let words: WordList = ["kite"].into_iter().collect();
/// let context = Context::new().blocklist("words", &words);
/// assert!(!policy.check("my-kite-7", &context).is_accepted());
/// assert!(policy.check("lamp-7", &context).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct BlocklistRule {
    /// The name of the list, by which the caller adds it
    /// ([`Context::blocklist`]).
    pub list: String,
    /// Reject a password that contains a word of the list with at least this
    /// length, 3 to 32 code points. Words longer than 32 are not searched for.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub contained: Option<u32>,
    /// Reject a word of the list written backwards, too.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub reversed: bool,
    /// The name of the list for people, by language.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub label: Labels,
}

impl BlocklistRule {
    /// Returns the rule for the list of this name.
    #[must_use]
    pub fn new(list: &str) -> Self {
        Self {
            list: list.into(),
            contained: None,
            reversed: false,
            label: Labels::default(),
        }
    }

    /// Also rejects a password that contains a word of the list of this length
    /// or longer.
    #[must_use]
    pub const fn contained(mut self, length: u32) -> Self {
        self.contained = Some(length);
        self
    }

    /// Sets the names of the list for people.
    #[must_use]
    pub fn labelled(mut self, label: Labels) -> Self {
        self.label = label;
        self
    }

    /// Checks a password.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'_> {
        let Some(list) = context.list(&self.list) else {
            return Status::Unchecked;
        };
        let folded = candidate.folded();
        if list.contains(folded) || (self.reversed && list.contains(&reversed(folded))) {
            let at = Span::new(0, candidate.length() as usize);
            return self.unmet(at, false);
        }
        let Some(shortest) = self.contained else {
            return Status::Met;
        };
        let has_word = |text: &str| {
            let lower = Zeroizing::new(text.to_ascii_lowercase());
            has_part(list, &lower, shortest)
        };
        let has_reversed = |text: &str| has_word(&reversed(text));
        let at = if has_word(folded) {
            locate(candidate, &has_word)
        } else if self.reversed && has_reversed(folded) {
            locate(candidate, &has_reversed)
        } else {
            return Status::Met;
        };
        self.unmet(at, true)
    }

    fn unmet(&self, at: Span, is_part: bool) -> Status<'_> {
        Status::Unmet(Violation::Blocklisted {
            list: &self.list,
            label: &self.label,
            is_part,
            at,
        })
    }
}

/// Returns whether a text contains a word of the list. Every part of up to
/// [`LONGEST`] characters that is no longer than the longest word is looked
/// up, so the work is bounded.
fn has_part(list: &dyn Blocklist, folded: &str, shortest: u32) -> bool {
    let skipped = shortest.max(1) as usize - 1;
    folded.char_indices().any(|(start, _)| {
        let rest = folded.get(start..).unwrap_or_default();
        let ends = rest.char_indices().map(|(end, c)| end + c.len_utf8());
        ends.take(LONGEST)
            .skip(skipped)
            .take_while(|end| *end <= list.longest())
            .any(|end| rest.get(..end).is_some_and(|part| list.contains(part)))
    })
}

/// The longest word that is searched for inside a password, in code points.
const LONGEST: usize = 32;
