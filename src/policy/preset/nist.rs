use alloc::vec;

use super::{MAX_BYTES, policy};
use crate::policy::rules::{BlocklistRule, LengthRule};
use crate::policy::{Policy, Rule};

impl Policy {
    /// NIST SP 800-63B-4, for a password that is the only factor.
    ///
    /// Section 3.1.1.2: at least 15 characters, counted in code points
    /// (requirements 1 and 4); 64 are permitted (2); every printing ASCII
    /// character, the space and Unicode are accepted (3 and 4); no rules of
    /// composition (5); compared as a whole with a list of commonly used,
    /// expected or compromised passwords.
    ///
    /// The caller provides that list under the name `common`. It may hold the
    /// user name and its derivatives. The standard has no rule that rejects
    /// them *inside* a password, so this policy has none.
    #[must_use]
    pub fn nist_sp_800_63b_4() -> Self {
        nist("nist_sp_800_63b_4", 15)
    }

    /// NIST SP 800-63B-4, for a password that is used only together with a
    /// second factor.
    ///
    /// As [`nist_sp_800_63b_4`](Self::nist_sp_800_63b_4), with at least 8
    /// characters (section 3.1.1.2, requirement 1).
    #[must_use]
    pub fn nist_sp_800_63b_4_mfa() -> Self {
        nist("nist_sp_800_63b_4_mfa", 8)
    }
}

fn nist(name: &str, min: u32) -> Policy {
    policy(
        name,
        MAX_BYTES,
        vec![
            Rule::Length(LengthRule::new(min)),
            Rule::Blocklist(BlocklistRule::new("common")),
        ],
    )
}
