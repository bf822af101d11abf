use alloc::string::String;
use alloc::vec;

use super::MAX_BYTES;
use crate::policy::rules::{Kind, KindsRule, LengthRule, LocalPartRule};
use crate::policy::{Policy, Preparation, Rule};

impl Policy {
    /// The documented policy of the support center.
    ///
    /// At least 6 characters; at least 3 of the 4 kinds `a-z`, `A-Z`, `0-9`,
    /// `!@#$%^&*`; no part of the mail address before the @.
    ///
    /// It is enforced to the letter and is weaker than today's standards:
    /// NIST SP 800-63B-4 section 3.1.1.2 asks for 15 characters (8 with a
    /// second factor) and a blocklist, and forbids composition rules; OWASP
    /// ASVS 5.0 asks for 8 (6.2.1) and a list of common passwords (6.2.4) and
    /// forbids composition rules too (6.2.5). [`Policy::audit`] says so clause
    /// by clause.
    #[must_use]
    pub fn support_center() -> Self {
        Self {
            name: String::from("support_center"),
            max_bytes: MAX_BYTES,
            preparation: Preparation::default(),
            rules: vec![
                Rule::Length(LengthRule::new(6)),
                Rule::Kinds(KindsRule::new(
                    3,
                    vec![
                        Kind::new("lower", ""),
                        Kind::new("upper", ""),
                        Kind::new("digit", ""),
                        Kind::new("special", "!@#$%^&*"),
                    ],
                )),
                Rule::LocalPart(LocalPartRule::new(3)),
            ],
        }
    }
}
