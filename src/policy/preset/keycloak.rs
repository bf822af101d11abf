use alloc::vec;

use super::{MAX_BYTES, kinds, policy};
use crate::policy::rules::{LengthRule, LocalPartRule, ReuseRule};
use crate::policy::{Policy, Rule};

impl Policy {
    /// Keycloak's policies with their default numbers: `length(8) and
    /// maxLength(64) and upperCase(1) and lowerCase(1) and digits(1) and
    /// specialChars(1) and notContainsUsername and passwordHistory(3)`.
    ///
    /// Differences from Keycloak: Keycloak counts UTF-16 units, here code
    /// points count. Keycloak's special characters are everything that is not a
    /// letter or digit, here they are the 32 signs of ASCII and the space.
    /// Keycloak rejects the whole user name only, here pieces of three or more
    /// characters are rejected, too.
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
