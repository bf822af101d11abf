//! The shared parts of the targets: policies and choices that are drawn from
//! the fuzzer's bytes by the code of the tests.

#[path = "../../tests/policy/support/oracle.rs"]
mod oracle;
#[path = "../../tests/policy/support/passwordrules.rs"]
mod passwordrules;
#[path = "../../tests/policy/support/policies.rs"]
mod policies;

use genkan::policy::Policy;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Returns the violations of the documented policy, implemented directly from
/// its text.
pub fn documented(password: &str, email: &str) -> Vec<&'static str> {
    oracle::oracle(password, Some(email))
}

/// Returns a policy that is drawn from the first 32 bytes. They are the seed of
/// the choices and not the choices themselves: with zeros only, proptest would
/// draw forever.
pub fn policy(bytes: &[u8]) -> Policy {
    let mut seed = [0; 32];
    for (to, from) in seed.iter_mut().zip(bytes) {
        *to = *from;
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let tree = policies::policy().new_tree(&mut runner);
    tree.expect("every drawn policy is valid").current()
}

/// Returns a password of a generator that follows these `passwordrules` and
/// uses two bytes for each choice, repeatedly.
pub fn follow(rules: &str, bytes: &[u8]) -> Option<String> {
    let mut bytes = bytes.iter().copied().cycle();
    let mut next = || bytes.next().unwrap_or_default();
    passwordrules::generate(&passwordrules::parse(rules), |n| {
        usize::from(u16::from_le_bytes([next(), next()])) % n
    })
}
