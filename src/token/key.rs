use core::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{Purpose, Record, Subject, Token};

/// A key of 256 random bits. The memory is zeroized on drop.
///
/// ```
/// use genkan::token::{Key, KeyId};
///
/// # let random_bytes = [7; 32];
/// let key = Key::new(KeyId::new(1), random_bytes);
/// assert_eq!(format!("{key:?}"), "Key { id: KeyId(1), .. }");
/// ```
pub struct Key {
    pub(super) id: KeyId,
    /// The state after the padded key, computed once.
    mac: Hmac<Sha256>,
}

impl Key {
    /// Returns the key with this identity and these 32 random bytes.
    #[must_use]
    pub fn new(id: KeyId, secret: [u8; 32]) -> Self {
        let secret = Zeroizing::new(secret);
        let mut block = Zeroizing::new([0; 64]);
        block[..32].copy_from_slice(&*secret);
        let mac = Hmac::new((&*block).into());
        Self { id, mac }
    }

    /// Returns secret bytes that only this key makes from these parts. `label`
    /// separates them from all others, tokens included, whose MACs begin with the
    /// prefix of their purpose.
    pub(super) fn derive(
        &self,
        label: &[u8],
        realm: &str,
        owner: [u8; 16],
        content: &[u8],
    ) -> Hmac<Sha256> {
        self.mac
            .clone()
            .chain_update((label.len() as u64).to_be_bytes())
            .chain_update(label)
            .chain_update((realm.len() as u64).to_be_bytes())
            .chain_update(realm)
            .chain_update(owner)
            .chain_update(content)
    }

    /// Returns the MAC of everything that a token is bound to, not yet
    /// finalized. Each part has a fixed length or its length before it, except
    /// the last, so that no two inputs are the same bytes.
    pub(super) fn mac<P: Purpose>(
        &self,
        token: &Token<P>,
        record: &Record,
        subject: &Subject<'_>,
    ) -> Hmac<Sha256> {
        self.mac
            .clone()
            .chain_update(P::PREFIX)
            .chain_update([subject.principal.kind()])
            .chain_update(subject.principal.id_bytes())
            .chain_update(record.issued_at.unix_seconds().to_be_bytes())
            .chain_update(record.expires_at.unix_seconds().to_be_bytes())
            .chain_update(token.content())
            .chain_update((subject.realm.len() as u64).to_be_bytes())
            .chain_update(subject.realm)
            .chain_update(subject.address)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The identity of a [`Key`], kept in every record. It is not secret.
///
/// ```
/// use genkan::token::KeyId;
///
/// let id = KeyId::new(7);
/// assert_eq!(id.number(), 7); // a column of the table
/// assert_eq!(id.to_string(), "7");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct KeyId(u32);

impl KeyId {
    /// Returns the identity with this number.
    #[must_use]
    pub const fn new(id: u32) -> Self {
        Self(id)
    }

    /// Returns the number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
