use core::fmt;

use sha2::{Digest as _, Sha256};

use crate::onboarding::Event;

/// The SHA-256 that seals an entry.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct Hash([u8; Self::LENGTH]);

impl Hash {
    /// The length in bytes.
    pub const LENGTH: usize = 32;

    /// The hash with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The hash's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Self::LENGTH] {
        self.0
    }

    /// The hash of an entry: what the module's table says, byte by byte.
    pub(super) fn of(seq: u64, previous: Self, event: &Event) -> Self {
        // Taken apart, so that a new field of an event does not compile until
        // it is hashed.
        let Event {
            at,
            account,
            kind,
            actor,
        } = event;
        let mut hash = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update(seq.to_be_bytes())
            .chain_update(previous.0)
            .chain_update(at.unix_seconds().to_be_bytes())
            .chain_update(account.to_bytes());
        for code in [kind.code(), actor.code()] {
            hash.update((code.len() as u64).to_be_bytes());
            hash.update(code);
        }
        match actor.operator() {
            None => hash.update([0]),
            Some(operator) => {
                hash.update([1]);
                hash.update(operator.to_bytes());
            }
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Keeps these hashes apart from every other, and names their form.
const DOMAIN: &[u8] = b"genkan audit 1\0";
