use alloc::vec::Vec;

use hmac::Mac as _;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Issued, Key, KeyId, Mac, Purpose, Record, Rejection, Subject, Token, Verified};
use crate::time::{Lifetime, Timestamp};

/// The keys of the MACs: one that issues tokens, and retired ones whose tokens
/// are still accepted.
///
/// ```
/// use genkan::id::OperatorId;
/// use genkan::time::Timestamp;
/// use genkan::token::{
///     Issued, Key, KeyId, Keyring, Principal, Purpose, Rejection, Session, Subject,
/// };
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1); // in production: the system's generator
/// # let random_bytes = [7; 32];
/// # let now = Timestamp::from_unix_seconds(1_800_000_000);
///
/// let keyring = Keyring::new(Key::new(KeyId::new(1), random_bytes));
/// let subject = Subject {
///     realm: "support",
///     principal: Principal::Operator(OperatorId::from_bytes([1; 16])),
///     address: "hanako.sato@example.co.jp",
/// };
/// let Issued { token, record } =
///     keyring.issue::<Session>(&subject, Session::LIFETIME, now, &mut rng);
///
/// assert!(keyring.verify(&token, &record, &subject, now).is_ok());
/// // Not after its end:
/// let rejection = keyring.verify(&token, &record, &subject, record.expires_at);
/// assert_eq!(rejection.unwrap_err(), Rejection::Expired);
/// // Not after a change of address:
/// let changed = Subject { address: "hanako.suzuki@example.co.jp", ..subject };
/// let rejection = keyring.verify(&token, &record, &changed, now);
/// assert_eq!(rejection.unwrap_err(), Rejection::Forged);
/// ```
#[derive(Debug)]
pub struct Keyring {
    current: Key,
    retired: Vec<Key>,
}

impl Keyring {
    /// Returns a keyring of one key.
    #[must_use]
    pub const fn new(current: Key) -> Self {
        Self {
            current,
            retired: Vec::new(),
        }
    }

    /// Makes `key` the one that issues, and retires the key before it.
    ///
    /// ```
    /// use genkan::token::{Key, KeyId, Keyring};
    ///
    /// # let (january, february) = ([1; 32], [2; 32]);
    /// let keyring = Keyring::new(Key::new(KeyId::new(1), january));
    /// let keyring = keyring.rotate(Key::new(KeyId::new(2), february))?;
    /// // Tokens of key 1 stay valid until they expire.
    /// assert!(keyring.rotate(Key::new(KeyId::new(1), february)).is_err());
    /// # Ok::<(), genkan::token::DuplicateKeyId>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the keyring already holds a key with that identity: the tokens of
    /// one of the two could never be verified.
    pub fn rotate(mut self, key: Key) -> Result<Self, DuplicateKeyId> {
        if self.key(key.id).is_some() {
            return Err(DuplicateKeyId(key.id));
        }
        self.retired
            .push(core::mem::replace(&mut self.current, key));
        Ok(self)
    }

    /// Issues a token for a subject.
    ///
    /// Send the token to the person, and store the record. `rng` must be the
    /// system's generator or one seeded from it.
    pub fn issue<P: Purpose>(
        &self,
        subject: &Subject<'_>,
        lifetime: Lifetime,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Issued<P> {
        let token = Token::generate(now, rng);
        let mut record = Record {
            selector: token.selector(),
            purpose: P::NAME,
            principal: subject.principal,
            key_id: self.current.id,
            mac: Mac::from_bytes([0; Mac::LENGTH]),
            issued_at: now,
            expires_at: now + lifetime.as_duration(),
        };
        let mac = self.current.mac(&token, &record, subject);
        record.mac = Mac::from_bytes(mac.finalize().into_bytes().into());
        Issued { token, record }
    }

    /// Verifies a token against its record and the subject as it is now.
    ///
    /// The MAC is compared in constant time, before the expiry is checked, so
    /// that only the bearer of the token learns that it has expired.
    ///
    /// # Errors
    ///
    /// A [`Rejection`], for the log.
    pub fn verify<P: Purpose>(
        &self,
        token: &Token<P>,
        record: &Record,
        subject: &Subject<'_>,
        now: Timestamp,
    ) -> Result<Verified<P>, Rejection> {
        if record.selector != token.selector() {
            return Err(Rejection::Unknown);
        }
        if record.purpose != P::NAME || record.principal != subject.principal {
            return Err(Rejection::Mismatched);
        }
        let key = self.key(record.key_id).ok_or(Rejection::UnknownKey)?;
        key.mac(token, record, subject)
            .verify(&record.mac.to_bytes().into())
            .map_err(|_| Rejection::Forged)?;
        if now >= record.expires_at {
            return Err(Rejection::Expired);
        }
        Ok(Verified::new(record))
    }

    /// Returns the identity of the key that issues tokens.
    pub(crate) const fn current_id(&self) -> KeyId {
        self.current.id
    }

    /// Returns 32 secret bytes that cannot be computed without the key; `None`
    /// if the keyring does not have it.
    pub(crate) fn derive(
        &self,
        key: KeyId,
        label: &[u8],
        realm: &str,
        owner: [u8; 16],
        content: &[u8],
    ) -> Option<Zeroizing<[u8; 32]>> {
        let derived = self.key(key)?.derive(label, realm, owner, content);
        Some(Zeroizing::new(derived.finalize().into_bytes().into()))
    }

    /// Returns whether these are the bytes that [`derive`](Self::derive) returns.
    /// They are compared in constant time.
    pub(crate) fn is_derived(
        &self,
        key: KeyId,
        label: &[u8],
        realm: &str,
        owner: [u8; 16],
        content: &[u8],
        bytes: [u8; 32],
    ) -> bool {
        let Some(key) = self.key(key) else {
            return false;
        };
        let derived = key.derive(label, realm, owner, content);
        derived.verify(&bytes.into()).is_ok()
    }

    pub(super) const fn current(&self) -> &Key {
        &self.current
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        core::iter::once(&self.current).chain(&self.retired)
    }

    fn key(&self, id: KeyId) -> Option<&Key> {
        self.keys().find(|key| key.id == id)
    }
}

/// The error of [`Keyring::rotate`].
///
/// # Examples
///
/// ```
/// use genkan::token::{Key, KeyId, Keyring};
///
/// let keyring = Keyring::new(Key::new(KeyId::new(1), [1; 32]));
/// let error = keyring.rotate(Key::new(KeyId::new(1), [2; 32])).unwrap_err();
/// assert_eq!(error.to_string(), "the keyring already holds a key with the identity 1");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the keyring already holds a key with the identity {0}")]
pub struct DuplicateKeyId(KeyId);
