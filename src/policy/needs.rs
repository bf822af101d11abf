use alloc::vec::Vec;

use super::context_source::ContextSource;
use super::policy::Policy;
use super::rule::Rule;

/// The facts that a policy needs from its caller besides the password. The
/// caller puts them into a [`Context`](super::Context).
///
/// Some answers are costly: a slow hash, a request over the network. Check the
/// password without them first, and get them only if that report
/// [is not rejected](super::Report::is_refused): no answer makes a rejected
/// password acceptable.
///
/// # Examples
///
/// An async service asks what the policy needs, and only about a password that
/// the other rules accept:
///
/// ```
/// use genkan::policy::{AcceptedPassword, Context, Policy, Refused};
///
/// # struct Account;
/// # impl Account {
/// #     async fn is_one_of_last(&self, _: &[u8], _: u32) -> bool { false }
/// # }
/// # async fn breaches(_: &[u8]) -> Option<u64> { Some(0) }
/// async fn accept<'p>(
///     policy: &'p Policy,
///     password: &str,
///     context: Context<'_>,
///     account: &Account,
/// ) -> Result<AcceptedPassword, Refused<'p>> {
///     if policy.check(password, &context).is_refused() {
///         return policy.accept(password, &context);
///     }
///     // It is small enough: the check has rejected any other.
///     let prepared = policy.prepare(password);
///     let needs = policy.needs();
///     let mut answered = context;
///     if let Some(last) = needs.reuse {
///         answered = answered.reused(account.is_one_of_last(prepared.as_bytes(), last).await);
///     }
///     if needs.breaches {
///         answered = answered.breached(breaches(prepared.as_bytes()).await);
///     }
///     policy.accept(password, &answered)
/// }
/// ```
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
