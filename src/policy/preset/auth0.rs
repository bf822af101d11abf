use alloc::vec;
use alloc::vec::Vec;

use super::{kinds, policy};
use crate::policy::rules::{LengthRule, RepetitionRule, Unit};
use crate::policy::{Policy, Rule};

impl Policy {
    /// Auth0's level "good": at least 8 characters, 3 of 4 kinds.
    ///
    /// After `auth0/password-sheriff`: the special characters are the 32 signs
    /// of ASCII and the space. The text of Auth0's pages names only `!@#$%^&*`,
    /// as an example. Auth0 hashes with bcrypt, so this policy rejects more
    /// than 72 bytes; Auth0 may cut them off.
    #[must_use]
    pub fn auth0_good() -> Self {
        auth0("auth0_good", 8, Vec::new())
    }

    /// Auth0's level "excellent": at least 10 characters, 3 of 4 kinds, no
    /// character more than twice in a row.
    ///
    /// After `auth0/password-sheriff`; see [`auth0_good`](Self::auth0_good).
    #[must_use]
    pub fn auth0_excellent() -> Self {
        let repetition = Rule::Repetition(RepetitionRule::new(2));
        auth0("auth0_excellent", 10, vec![repetition])
    }
}

fn auth0(name: &str, min: u32, further: Vec<Rule>) -> Policy {
    let mut rules = vec![
        Rule::Length(LengthRule::new(min)),
        Rule::Length(LengthRule::new(0).at_most(72).in_unit(Unit::Bytes)),
        kinds(3, " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    ];
    rules.extend(further);
    policy(name, 1024, rules)
}
