use alloc::vec;

use super::{MAX_BYTES, policy};
use crate::policy::rules::{
    BlocklistRule, BreachedRule, ContextWordRule, LengthRule, LocalPartRule,
};
use crate::policy::{ContextSource, Policy, Rule};

impl Policy {
    /// OWASP ASVS 5.0, chapter V6.2: the clauses of levels 1 and 2 that a
    /// policy can meet.
    ///
    /// At least 8 characters (6.2.1, which strongly recommends 15); not among
    /// the 3,000 most common passwords (6.2.4), the caller's list `common`; any
    /// composition (6.2.5); 64 characters are permitted (6.2.9); no
    /// context-specific words (6.2.11) of three or more characters; not seen
    /// in breaches (6.2.12), rejected if that is unknown.
    #[must_use]
    pub fn owasp_asvs_5() -> Self {
        let sources = vec![
            ContextSource::Name,
            ContextSource::Company,
            ContextSource::Service,
        ];
        policy(
            "owasp_asvs_5",
            MAX_BYTES,
            vec![
                Rule::Length(LengthRule::new(8)),
                Rule::Blocklist(BlocklistRule::new("common")),
                Rule::LocalPart(LocalPartRule::new(3)),
                Rule::ContextWord(ContextWordRule::new(sources, 3)),
                Rule::Breached(BreachedRule::new()),
            ],
        )
    }
}
