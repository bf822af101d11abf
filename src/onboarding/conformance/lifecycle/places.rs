//! The few addresses, identities and keys that there are.

use alloc::string::{String, ToString as _};

use crate::onboarding::Address;
use crate::token::{AccountId, Key, KeyId, Keyring};

/// The addresses, one of them in two spellings.
const PLACES: [&str; 5] = [
    "taro@a.example",
    "hanako@a.example",
    "Taro@a.example",
    "jiro@b.example",
    "saburo@b.example",
];

pub(super) fn place(at: u8) -> &'static str {
    PLACES[usize::from(at) % PLACES.len()]
}

pub(super) fn known(text: &str) -> &'static str {
    PLACES.into_iter().find(|place| *place == text).unwrap()
}

pub(super) fn address(place: &str) -> Address {
    Address::parse(place).unwrap()
}

pub(super) fn id(n: usize) -> AccountId {
    AccountId::from_bytes((n as u128 + 1).to_be_bytes())
}

pub(super) fn phc(n: u32) -> String {
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$".to_string() + &n.to_string()
}

/// The keys from the oldest that is known to the one that issues.
pub(super) fn keyring((newest, oldest): (u32, u32)) -> Keyring {
    let key = |n: u32| Key::new(KeyId::new(n), [n as u8; 32]);
    (oldest + 1..=newest)
        .try_fold(Keyring::new(key(oldest)), |keyring, n| {
            keyring.rotate(key(n))
        })
        .unwrap_or_else(|duplicate| panic!("{duplicate}"))
}
