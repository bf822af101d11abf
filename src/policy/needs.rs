use alloc::vec::Vec;

use super::context_source::ContextSource;
use super::policy::Policy;
use super::rule::Rule;

/// The facts that a policy needs from its caller besides the password. The
/// caller puts them into a [`Context`](super::Context).
///
/// Some answers are costly: a slow hash, a request over the network. Check the
/// password without them first, and get them only if that report
/// [is not rejected](super::Report::is_refused).
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy};
///
/// let policy = Policy::owasp_asvs_5();
/// let needs = policy.needs();
/// assert_eq!(needs.blocklists, ["common"]);
/// assert!(!needs.score);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Needs<'p> {
    /// The person's email addresses ([`Context::email`](super::Context::email)).
    pub email: bool,
    /// Words of these sources ([`Context::word`](super::Context::word)). Those
    /// of the address are the email addresses.
    pub words: Vec<ContextSource>,
    /// The lists of these names
    /// ([`Context::blocklist`](super::Context::blocklist)).
    pub blocklists: Vec<&'p str>,
    /// The password that is being replaced, if there is one
    /// ([`Context::current_password`](super::Context::current_password)).
    pub current_password: bool,
    /// Whether the password is among this many of the person's latest ones
    /// ([`Context::reused`](super::Context::reused)).
    pub reuse: Option<u32>,
    /// How many times the password has been seen in breaches
    /// ([`Context::breached`](super::Context::breached)).
    pub breaches: bool,
    /// How hard the password is to guess
    /// ([`Context::score`](super::Context::score)).
    pub score: bool,
}

impl Policy {
    /// Returns the facts that the rules need besides the password.
    #[must_use]
    pub fn needs(&self) -> Needs<'_> {
        let mut needs = Needs::default();
        for rule in self.each_rule() {
            match rule {
                Rule::LocalPart(_) => needs.email = true,
                Rule::ContextWord(rule) => {
                    needs.email |= rule.sources.contains(&ContextSource::Address);
                    add(&mut needs.words, rule.sources.iter().copied());
                }
                Rule::Blocklist(rule) => add(&mut needs.blocklists, [rule.list.as_str()]),
                Rule::Similarity(_) => needs.current_password = true,
                Rule::Reuse(rule) => needs.reuse = needs.reuse.max(Some(rule.last)),
                Rule::Breached(_) => needs.breaches = true,
                Rule::Guessability(_) => needs.score = true,
                Rule::Length(_)
                | Rule::Kinds(_)
                | Rule::Characters(_)
                | Rule::WhiteSpace(_)
                | Rule::Repetition(_)
                | Rule::Occurrences(_)
                | Rule::Sequence(_)
                | Rule::NumberRange(_)
                | Rule::Tier(_)
                | Rule::AnyOf(_) => {}
            }
        }
        needs
    }
}

/// Adds each value once.
fn add<T: PartialEq>(to: &mut Vec<T>, values: impl IntoIterator<Item = T>) {
    for value in values {
        if !to.contains(&value) {
            to.push(value);
        }
    }
}
