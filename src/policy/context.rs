use alloc::vec::Vec;
use core::fmt;

use super::context_source::ContextSource;
use super::context_words::{LONGEST, bounded};
use super::rules::{ListSearch, search_list};
use crate::blocklist::Blocklist;

/// What the caller knows about the person, and about the password besides its
/// text.
///
/// [`Policy::needs`](super::Policy::needs) returns the facts that a policy
/// needs. If a fact that a rule needs is missing here, the rule does not apply
/// ([`NotApplicable`](super::Status::NotApplicable)), or it cannot be checked
/// ([`Unchecked`](super::Status::Unchecked)) if leaving it out would accept a
/// password that it might reject.
///
/// NIST SP 800-63B-4 section 3.1.1.2 calls these words context-specific. Of each
/// word and address the first 256 bytes count, and of the current password the
/// first 65,536, so that the work is bounded.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy};
///
/// let context = Context::new().email("taro.yamada@example.co.jp");
/// let policy = Policy::support_center();
/// assert!(!policy.check("Kite-taro7", &context).is_accepted());
/// ```
#[derive(Clone, Default)]
pub struct Context<'c> {
    email: Option<&'c str>,
    /// The second address and further ones. A single address allocates nothing.
    other_emails: Vec<&'c str>,
    words: Vec<(ContextSource, &'c str)>,
    blocklists: Vec<(&'c str, &'c dyn Blocklist, ListSearch)>,
    pub(super) current_password: Option<&'c str>,
    pub(super) is_reused: Option<bool>,
    pub(super) breaches: Option<Option<u64>>,
    pub(super) score: Option<u8>,
}

impl<'c> Context<'c> {
    /// Returns an empty context.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            email: None,
            other_emails: Vec::new(),
            words: Vec::new(),
            blocklists: Vec::new(),
            current_password: None,
            is_reused: None,
            breaches: None,
            score: None,
        }
    }

    /// Adds an email address of the person. Call it for each of several, such
    /// as the one that is being replaced.
    ///
    /// A text without `@` is a user name and counts as a local part.
    #[must_use]
    pub fn email(mut self, address: &'c str) -> Self {
        let address = bounded(address, LONGEST);
        if self.email.is_none() {
            self.email = Some(address);
        } else {
            self.other_emails.push(address);
        }
        self
    }

    /// Adds a word, such as one of the person's names. Call it for each of
    /// several.
    #[must_use]
    pub fn word(mut self, source: ContextSource, word: &'c str) -> Self {
        self.words.push((source, bounded(word, LONGEST)));
        self
    }

    /// Adds a list of passwords under the name that the policy has for it.
    #[must_use]
    pub fn blocklist(mut self, name: &'c str, list: &'c dyn Blocklist) -> Self {
        self.blocklists.push((name, list, search_list));
        self
    }

    /// Sets the password that is being replaced.
    #[must_use]
    pub const fn current_password(mut self, password: &'c str) -> Self {
        self.current_password = Some(password);
        self
    }

    /// Sets whether the password is one of the person's earlier ones.
    #[must_use]
    pub const fn reused(mut self, is_reused: bool) -> Self {
        self.is_reused = Some(is_reused);
        self
    }

    /// Sets how many times the password has been seen in breaches: `None` if
    /// the source was asked and could not answer.
    #[must_use]
    pub const fn breached(mut self, times: Option<u64>) -> Self {
        self.breaches = Some(times);
        self
    }

    /// Sets how hard the password is to guess, from 0 to 4.
    #[must_use]
    pub const fn score(mut self, score: u8) -> Self {
        self.score = Some(score);
        self
    }

    pub(super) fn emails(&self) -> impl Iterator<Item = &'c str> {
        self.email.iter().chain(&self.other_emails).copied()
    }

    /// Returns the texts of a source. Those of the address are the addresses
    /// and the words that were added for it.
    pub(super) fn texts(&self, source: ContextSource) -> impl Iterator<Item = &'c str> {
        let words = self.words.iter().filter(move |(of, _)| *of == source);
        // A text without @ is a user name and no address.
        let addresses = self
            .emails()
            .filter(move |email| source == ContextSource::Address && email.contains('@'));
        let texts = words.map(|(_, word)| *word).chain(addresses);
        texts.filter(|text| !text.is_empty())
    }

    /// Returns the context without the facts about one password.
    pub(super) fn without_answers(&self) -> Self {
        Self {
            is_reused: None,
            breaches: None,
            score: None,
            ..self.clone()
        }
    }

    pub(super) fn list(&self, name: &str) -> Option<(&'c dyn Blocklist, ListSearch)> {
        let mut lists = self.blocklists.iter();
        lists
            .find(|(known, ..)| *known == name)
            .map(|(_, list, search)| (*list, *search))
    }
}

/// Shows nothing: personal data must not reach a log.
impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}
