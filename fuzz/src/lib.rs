//! What the targets share: policies and choices that follow from the fuzzer's
//! bytes, by the same code that the tests draw theirs with.

#[path = "../../tests/policy/support/oracle.rs"]
mod oracle;
#[path = "../../tests/policy/support/passwordrules.rs"]
mod passwordrules;
#[path = "../../tests/policy/support/policies.rs"]
mod policies;

use genkan::policy::Policy;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What the documented policy says, written straight from its text.
pub fn documented(password: &str, email: &str) -> Vec<&'static str> {
    oracle::oracle(password, Some(email))
}

/// A policy that follows from the first 32 bytes. They seed the choices and are
/// not the choices: proptest waits forever for a better one where all that it
/// gets is zeros.
pub fn policy(bytes: &[u8]) -> Policy {
    let mut seed = [0; 32];
    for (to, from) in seed.iter_mut().zip(bytes) {
        *to = *from;
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let tree = policies::policy().new_tree(&mut runner);
    tree.expect("no policy is thrown away").current()
}

/// A password that a generator makes which follows these `passwordrules`, and
/// takes two bytes for each choice, again and again.
pub fn follow(rules: &str, bytes: &[u8]) -> Option<String> {
    let mut bytes = bytes.iter().copied().cycle();
    let mut next = || bytes.next().unwrap_or_default();
    passwordrules::generate(&passwordrules::parse(rules), |n| {
        usize::from(u16::from_le_bytes([next(), next()])) % n
    })
}
