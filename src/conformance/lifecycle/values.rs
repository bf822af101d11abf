//! The few addresses, identities and keys that the commands use.

use alloc::string::{String, ToString as _};

use crate::id::{AccountId, CompanyId};
use crate::token::{Key, KeyId, Keyring};

/// The addresses, one of them in two spellings.
const ADDRESSES: [&str; 5] = [
    "taro@a.example",
    "hanako@a.example",
    "Taro@a.example",
    "jiro@b.example",
    "saburo@b.example",
];

pub(super) fn nth_address(n: u8) -> &'static str {
    ADDRESSES[usize::from(n) % ADDRESSES.len()]
}

pub(super) fn known(text: &str) -> &'static str {
    let found = ADDRESSES.into_iter().find(|address| *address == text);
    found.unwrap_or_else(|| panic!("an unknown address"))
}

pub(super) fn id(n: usize) -> AccountId {
    AccountId::from_bytes((n as u128 + 1).to_be_bytes())
}

pub(super) const COMPANY: CompanyId = CompanyId::from_bytes([5; 16]);

pub(super) fn phc(n: u32) -> String {
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$".to_string() + &n.to_string()
}

/// Returns the keys from the oldest known one to the one that issues.
pub(super) fn keyring((newest, oldest): (u32, u32)) -> Keyring {
    let key = |n: u32| Key::new(KeyId::new(n), [n as u8; 32]);
    (oldest + 1..=newest).fold(Keyring::new(key(oldest)), |keyring, n| {
        keyring.rotate(key(n)).unwrap()
    })
}
