use alloc::vec;

use super::{MAX_BYTES, kinds, policy};
use crate::policy::rules::{LengthRule, LocalPartRule};
use crate::policy::{Policy, Rule};

impl Policy {
    /// The documented policy of the support center.
    ///
    /// At least 6 characters; at least 3 of the 4 kinds `a-z`, `A-Z`, `0-9`,
    /// `!@#$%^&*`; no part of the email address before the @.
    ///
    /// It is enforced exactly as documented and is weaker than today's
    /// standards: NIST SP 800-63B-4 section 3.1.1.2 requires 15 characters (8
    /// with a second factor) and a blocklist, and forbids composition rules.
    /// OWASP ASVS 5.0 requires 8 (6.2.1) and a list of common passwords (6.2.4)
    /// and forbids composition rules, too (6.2.5). [`Policy::audit`] reports it
    /// clause by clause.
    #[must_use]
    pub fn support_center() -> Self {
        policy(
            "support_center",
            MAX_BYTES,
            vec![
                Rule::Length(LengthRule::new(6)),
                kinds(3, "!@#$%^&*"),
                Rule::LocalPart(LocalPartRule::new(3)),
            ],
        )
    }
}
