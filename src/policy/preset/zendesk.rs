use alloc::vec;

use super::{MAX_BYTES, kinds, policy};
use crate::policy::rules::{BreachedRule, ContextWordRule, LengthRule, LocalPartRule};
use crate::policy::{ContextSource, Policy, Rule};

impl Policy {
    /// Zendesk's level "recommended": at least 12 characters with upper and
    /// lower case, a digit and a special character, without the service's name,
    /// not resembling the email address, not known from breaches.
    ///
    /// Zendesk's pages do not define two terms. Here, special characters are
    /// the 32 signs of ASCII, and a password "resembles" the address if it
    /// contains the local part, a piece of it of three or more characters, or
    /// the whole address.
    #[must_use]
    pub fn zendesk_recommended() -> Self {
        let sources = vec![ContextSource::Address, ContextSource::Service];
        policy(
            "zendesk_recommended",
            MAX_BYTES,
            vec![
                Rule::Length(LengthRule::new(12)),
                kinds(4, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
                Rule::LocalPart(LocalPartRule::new(3)),
                Rule::ContextWord(ContextWordRule::new(sources, 5)),
                Rule::Breached(BreachedRule::new()),
            ],
        )
    }
}
