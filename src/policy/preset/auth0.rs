use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::policy::rules::{Kind, KindsRule, LengthRule, RepetitionRule, Unit};
use crate::policy::{Policy, Preparation, Rule};

impl Policy {
    /// Auth0's level "good": at least 8 characters, 3 of 4 kinds.
    ///
    /// After `auth0/password-sheriff`: the special characters are the 32 signs
    /// of ASCII and the space. The text that people are shown names
    /// `!@#$%^&*` only, as an example. Auth0 hashes with bcrypt, so more than
    /// 72 bytes are refused here; there they may be cut off.
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
        Rule::Kinds(KindsRule::new(
            3,
            vec![
                Kind::new("lower", ""),
                Kind::new("upper", ""),
                Kind::new("digit", ""),
                Kind::new("special", " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
            ],
        )),
    ];
    rules.extend(further);
    Policy {
        name: String::from(name),
        max_bytes: 1024,
        preparation: Preparation::default(),
        rules,
    }
}
