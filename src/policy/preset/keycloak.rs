use alloc::vec;

use super::{MAX_BYTES, kinds, policy};
use crate::policy::rules::{LengthRule, LocalPartRule, ReuseRule};
use crate::policy::{Policy, Rule};

impl Policy {
    /// Keycloak's policies with the numbers that they have when they are
    /// added: `length(8) and maxLength(64) and upperCase(1) and lowerCase(1)
    /// and digits(1) and specialChars(1) and notContainsUsername and
    /// passwordHistory(3)`.
    ///
    /// What differs from Keycloak: it counts UTF-16 units, here code points
    /// count; its special characters are everything that is not a letter or
    /// digit, here the 32 signs of ASCII and the space; it looks for the whole
    /// user name only, here pieces of three or more characters count too.
    #[must_use]
    pub fn keycloak_recommended() -> Self {
        policy(
            "keycloak_recommended",
            MAX_BYTES,
            vec![
                Rule::Length(LengthRule::new(8).at_most(64)),
                kinds(4, " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
                Rule::LocalPart(LocalPartRule::new(3)),
                Rule::Reuse(ReuseRule::new(3)),
            ],
        )
    }
}
