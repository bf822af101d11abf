use alloc::vec;

use super::{MAX_BYTES, kinds, policy};
use crate::policy::rules::{BreachedRule, ContextWordRule, LengthRule, LocalPartRule};
use crate::policy::{ContextSource, Policy, Rule};

impl Policy {
    /// Zendesk's level "recommended": at least 12 characters with upper and
    /// lower case, a digit and a special character, without the service's
    /// name, not resembling the mail address, not known from breaches.
    ///
    /// What Zendesk's pages leave open is set here: special characters are the
    /// 32 signs of ASCII; "resembling" is the local part and its pieces of
    /// three or more characters, and the whole address.
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
