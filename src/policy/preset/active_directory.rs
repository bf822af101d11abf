use alloc::vec;

use super::policy;
use crate::policy::rules::{ContextWordRule, Kind, KindsRule, LengthRule, LocalPartRule, Unit};
use crate::policy::{ContextSource, Policy, Rule};

impl Policy {
    /// Windows Active Directory: "Password must meet complexity requirements",
    /// with the 7 characters of a new domain's default policy.
    ///
    /// Three of five categories: upper case, lower case, digits, the signs of
    /// the English keyboard, other letters. Not the account name
    /// (`sAMAccountName`), nor a part of the display name, of three or more
    /// characters, whatever their case.
    ///
    /// Differences from Windows: Windows counts accented Latin, Greek and
    /// Cyrillic letters with upper and lower case, here they are "other
    /// letters". Windows rejects the whole account name only, here its pieces
    /// are rejected, too. Windows skips an account name of one or two
    /// characters, here it is rejected as a whole. The account name is given as
    /// [`Context::email`](crate::policy::Context::email), the display name as a
    /// word of [`ContextSource::Name`]. Windows accepts 256 UTF-16 units, here
    /// the bound is 256 bytes.
    #[must_use]
    pub fn active_directory() -> Self {
        policy(
            "active_directory",
            256,
            vec![
                Rule::Length(LengthRule::new(7).at_most(256).in_unit(Unit::CodePoints)),
                Rule::Kinds(KindsRule::new(
                    3,
                    vec![
                        Kind::new("upper", ""),
                        Kind::new("lower", ""),
                        Kind::new("digit", ""),
                        Kind::new("special", "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/"),
                        Kind::new("other-letter", ""),
                    ],
                )),
                Rule::LocalPart(LocalPartRule::new(3)),
                Rule::ContextWord(ContextWordRule::new(vec![ContextSource::Name], 3)),
            ],
        )
    }
}
