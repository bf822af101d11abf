use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use super::blocklist::Blocklist;
use super::lanes;
use super::rule::EVERY_RULE;
use super::word::Words;
use crate::text::Unicode;

/// What is known of the person and of the password besides its text: prepared
/// once and used for every check.
///
/// The words are what NIST SP 800-63B-4 section 3.1.1.2 calls
/// context-specific. A rule that needs what is not known here does not apply
/// ([`NotApplicable`](super::Status::NotApplicable)), or cannot be judged here
/// ([`Unjudged`](super::Status::Unjudged)) where leaving it out would let
/// something through.
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
    local_part: Words<'c>,
    /// The address as it was given: few rules ask for more of it than its local
    /// part, and those prepare it themselves.
    email: Option<&'c str>,
    /// What few ask for, apart, so that the rest is made and moved at once.
    more: Option<Box<More<'c>>>,
}

#[derive(Clone, Default)]
struct More<'c> {
    other_emails: Vec<&'c str>,
    words: Vec<(Source, Words<'c>)>,
    blocklists: Vec<(&'c str, &'c dyn Blocklist)>,
    questions: Questions<'c>,
}

/// Which of the known words a rule is about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Source {
    /// The mail address as a whole and its pieces, before and after the @.
    Address,
    /// The person's name.
    Name,
    /// The company's name.
    Company,
    /// The service's name.
    Service,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 4] = [Self::Address, Self::Name, Self::Company, Self::Service];

    /// The stable name: `address`, `name`, `company`, `service`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Name => "name",
            Self::Company => "company",
            Self::Service => "service",
        }
    }
}

impl<'c> Context<'c> {
    /// Nothing is known.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the person's mail address. It may be called for several, such as
    /// the one that is being replaced.
    ///
    /// The local part is what stands before the last `@`; a text without `@`
    /// is a local part as a whole, as a user name is. An empty local part
    /// says nothing and is left out.
    #[cfg(feature = "unicode-normalization")]
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn email(self, address: &'c str) -> Self {
        self.email_with(&crate::text::Tables, address)
    }

    /// [`email`](Self::email) with the caller's Unicode operations.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn email_with(mut self, unicode: &impl Unicode, address: &'c str) -> Self {
        let at = lanes::last(address.as_bytes(), b'@');
        let local = at.and_then(|at| address.get(..at)).unwrap_or(address);
        self.local_part.add(unicode, local);
        // Only words of the address ask for it.
        if EVERY_RULE && self.email.is_none() {
            self.email = Some(address);
        } else if EVERY_RULE {
            self.more().other_emails.push(address);
        }
        self
    }

    /// Adds a word of a kind, such as one of the person's names. It may be
    /// called for several.
    #[cfg(feature = "unicode-normalization")]
    #[must_use]
    pub fn word(self, source: Source, word: &'c str) -> Self {
        self.word_with(&crate::text::Tables, source, word)
    }

    /// [`word`](Self::word) with the caller's Unicode operations.
    #[must_use]
    pub fn word_with(mut self, unicode: &impl Unicode, source: Source, word: &'c str) -> Self {
        let all = &mut self.more().words;
        if let Some((_, words)) = all.iter_mut().find(|(known, _)| *known == source) {
            words.add(unicode, word);
        } else {
            let mut words = Words::default();
            words.add(unicode, word);
            all.push((source, words));
        }
        self
    }

    /// Adds a list of passwords under the name that the policy has for it.
    #[must_use]
    pub fn blocklist(mut self, name: &'c str, list: &'c dyn Blocklist) -> Self {
        self.more().blocklists.push((name, list));
        self
    }

    /// Adds the password that is being replaced.
    #[must_use]
    pub fn old_password(mut self, password: &'c str) -> Self {
        self.more().questions.old_password = Some(password);
        self
    }

    /// Adds the question whether a prepared password is one of the earlier
    /// ones, which the caller answers with its hasher.
    #[must_use]
    pub fn reused(mut self, is_reused: &'c dyn Fn(&[u8]) -> bool) -> Self {
        self.more().questions.reused = Some(is_reused);
        self
    }

    /// Adds the question how often a prepared password has been seen in
    /// breaches; `None` where that could not be learned.
    #[must_use]
    pub fn breached(mut self, count: &'c dyn Fn(&str) -> Option<u64>) -> Self {
        self.more().questions.breached = Some(count);
        self
    }

    /// Adds the question how well a prepared password stands guessing, from 0
    /// to 4.
    #[must_use]
    pub fn score(mut self, score: &'c dyn Fn(&str) -> u8) -> Self {
        self.more().questions.score = Some(score);
        self
    }

    #[inline(never)]
    fn more(&mut self) -> &mut More<'c> {
        self.more.get_or_insert_default()
    }

    pub(super) const fn local_part(&self) -> &Words<'c> {
        &self.local_part
    }

    /// The words of a source; those of the mail address are its own and those
    /// that were added.
    pub(super) fn words(&self, unicode: &impl Unicode, source: Source) -> Cow<'_, Words<'c>> {
        let more = self.more.as_deref();
        let known = more.and_then(|more| {
            let mut words = more.words.iter();
            words.find(|(known, _)| *known == source)
        });
        let known = known.map(|(_, words)| words);
        if source != Source::Address || self.email.is_none() {
            return known.map_or_else(|| Cow::Owned(Words::default()), Cow::Borrowed);
        }
        let mut words = known.cloned().unwrap_or_default();
        let others = more.map_or(&[][..], |more| &more.other_emails);
        for email in self.email.iter().chain(others) {
            // A text without @ is a local part and no address.
            if email.contains('@') {
                words.add(unicode, email);
            }
        }
        Cow::Owned(words)
    }

    pub(super) fn list(&self, name: &str) -> Option<&'c dyn Blocklist> {
        let mut lists = self.more.as_deref()?.blocklists.iter();
        lists
            .find(|(known, _)| *known == name)
            .map(|(_, list)| *list)
    }

    pub(super) fn questions(&self) -> Questions<'c> {
        self.more
            .as_deref()
            .map_or_else(Questions::default, |more| more.questions)
    }
}

/// What only the caller can answer.
#[derive(Clone, Copy, Default)]
pub(super) struct Questions<'c> {
    pub(super) old_password: Option<&'c str>,
    pub(super) reused: Option<Reused<'c>>,
    pub(super) breached: Option<Breached<'c>>,
    pub(super) score: Option<Score<'c>>,
}

type Reused<'c> = &'c dyn Fn(&[u8]) -> bool;
type Breached<'c> = &'c dyn Fn(&str) -> Option<u64>;
type Score<'c> = &'c dyn Fn(&str) -> u8;

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}
