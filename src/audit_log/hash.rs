use sha2::{Digest as _, Sha256};

use super::{Event, ReasonDigest};
use crate::id::id;

id! {
    /// The SHA-256 of an entry.
    pub struct Hash[32];
}

impl Hash {
    /// Returns the hash of an entry, as the module's table defines it.
    pub(super) fn of(seq: u64, previous: Self, event: &Event) -> Self {
        // Without `..`, so that a new field of an event does not compile until
        // it is hashed.
        let Event {
            at,
            subject,
            kind,
            actor,
            reason,
        } = event;
        let mut hash = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update(seq.to_be_bytes())
            .chain_update(previous.to_bytes())
            .chain_update(at.unix_seconds().to_be_bytes());
        update_code(&mut hash, subject.code());
        hash.update(subject.id());
        update_code(&mut hash, kind.code());
        update_code(&mut hash, actor.code());
        update_optional(&mut hash, actor.id().as_ref().map(<[u8; 16]>::as_slice));
        let reason = reason.map(ReasonDigest::to_bytes);
        update_optional(&mut hash, reason.as_ref().map(<[u8; 32]>::as_slice));
        Self::from_bytes(hash.finalize().into())
    }
}

/// Hashes the length of a code, then the code.
fn update_code(hash: &mut Sha256, code: &str) {
    hash.update((code.len() as u64).to_be_bytes());
    hash.update(code);
}

/// Hashes 0; or 1 and the bytes.
fn update_optional(hash: &mut Sha256, bytes: Option<&[u8]>) {
    match bytes {
        None => hash.update([0]),
        Some(bytes) => {
            hash.update([1]);
            hash.update(bytes);
        }
    }
}

/// Separates these hashes from all others, and names their format.
const DOMAIN: &[u8] = b"genkan audit 2\0";
