use alloc::vec::Vec;
use core::fmt;

use ctutils::CtEq as _;
use rand_core::CryptoRng;

use super::mac::MacKey;
use super::wiped::Wiped;
use super::{Lifetime, Mac, Purpose, Record, Rejection, Subject, Timestamp, Token, Verified};

/// The keys of the MACs: one that issues, and retired ones whose tokens are
/// still accepted.
#[derive(Debug)]
pub struct Keyring {
    current: Key,
    retired: Vec<Key>,
}

impl Keyring {
    /// A keyring of one key.
    #[must_use]
    pub const fn new(current: Key) -> Self {
        Self {
            current,
            retired: Vec::new(),
        }
    }

    /// Makes `key` the one that issues; the one before it is retired.
    #[must_use]
    pub fn rotate(mut self, key: Key) -> Self {
        self.retired
            .push(core::mem::replace(&mut self.current, key));
        self
    }

    /// Issues a token for a subject.
    ///
    /// The token goes to the person, the record into the database. `rng` must
    /// be the system's generator or one seeded from it.
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
            account: subject.account,
            key_id: self.current.id,
            mac: Mac::from_bytes([0; Mac::LENGTH]),
            issued_at: now,
            expires_at: now.after(lifetime),
        };
        let mac = self.current.mac(&token, &record, subject);
        record.mac = Mac::from_bytes(*mac);
        Issued { token, record }
    }

    /// Compares a token with its record and the subject as it is now.
    ///
    /// The comparison takes the same time wherever the texts differ, and comes
    /// before the question of age, so that neither tells anything apart.
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
        if record.purpose != P::NAME || record.account != subject.account {
            return Err(Rejection::Mismatched);
        }
        let key = self.key(record.key_id).ok_or(Rejection::UnknownKey)?;
        let mac = key.mac(token, record, subject);
        if !bool::from(mac.ct_eq(&record.mac.to_bytes())) {
            return Err(Rejection::Forged);
        }
        if now >= record.expires_at {
            return Err(Rejection::Expired);
        }
        Ok(Verified::new(record.account, record.selector))
    }

    fn key(&self, id: KeyId) -> Option<&Key> {
        core::iter::once(&self.current)
            .chain(&self.retired)
            .find(|key| key.id == id)
    }
}

/// A token and its record.
#[derive(Debug)]
#[must_use]
#[expect(clippy::exhaustive_structs, reason = "it is made to be taken apart")]
pub struct Issued<P: Purpose> {
    /// For the person.
    pub token: Token<P>,
    /// For the database.
    pub record: Record,
}

/// A key of 256 random bits. Its memory is zeroized when it is dropped.
pub struct Key {
    id: KeyId,
    secret: MacKey,
}

impl Key {
    /// A key from its identity and its 32 random bytes.
    #[must_use]
    pub fn new(id: KeyId, secret: [u8; 32]) -> Self {
        let secret = MacKey::new(&Wiped(secret));
        Self { id, secret }
    }

    /// The MAC of everything that a token stands for. All of it is of fixed
    /// length or has its length before it, except for what is last, so that no
    /// two tokens share an input; and it is short, because the hash of every 64
    /// bytes takes longer than all the rest.
    fn mac<P: Purpose>(
        &self,
        token: &Token<P>,
        record: &Record,
        subject: &Subject<'_>,
    ) -> Wiped<u8, 32> {
        let account = u128::from_be_bytes(subject.account.to_bytes());
        let ([a, b, c, d], rest) = token.content();
        let first = Wiped([
            Token::<P>::PREFIX,
            record.expires_at.unix_seconds(),
            (account >> 64) as u64,
            account as u64,
            a,
            b,
            c,
            d,
        ]);
        let second = u64::from(rest) << 32 | u64::from(subject.tenant.len() as u32);
        let second = Wiped(second.to_be_bytes());
        let rest = [
            second.as_slice(),
            subject.tenant.as_bytes(),
            subject.address.as_bytes(),
        ];
        self.secret.mac(&first, &rest)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The identity of a [`Key`], kept in every record. It is no secret.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyId(u32);

impl KeyId {
    /// The identity with this number.
    #[must_use]
    pub const fn new(id: u32) -> Self {
        Self(id)
    }

    /// The identity's number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}
