use super::{KeyId, Mac, Principal, PurposeName, Rejection, Selector};
use crate::id::AccountId;
use crate::time::Timestamp;

/// The row of a token in a database: enough to recognise the token, not enough
/// to make it.
///
/// It has no `==`, because a [`Mac`] has none. In SQL it is a
/// [row](Self::to_row); [`sql`](super::sql) has the statements. With the feature
/// `serde` it is data. A store with columns of its own makes one from them:
///
/// ```
/// use genkan::time::Timestamp;
/// use genkan::token::{KeyId, Mac, Principal, PurposeName, Record, Selector};
///
/// # let (purpose, kind, id, bytes) = ("reset", "account", [1; 16], [2; 16]);
/// let record = Record {
///     selector: Selector::from_bytes(bytes),
///     purpose: purpose.parse()?,
///     principal: Principal::from_parts(kind, id).ok_or("unknown kind")?,
///     key_id: KeyId::new(1),
///     mac: Mac::from_bytes([3; 32]),
///     issued_at: Timestamp::from_unix_seconds(1_800_000_000),
///     expires_at: Timestamp::from_unix_seconds(1_800_003_600),
/// };
/// assert_eq!(record.purpose, PurposeName::Reset);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Record {
    /// The part of the token by which its record is found.
    pub selector: Selector,
    /// The purpose of the token.
    pub purpose: PurposeName,
    /// The account or operator that it is for.
    pub principal: Principal,
    /// The key of the MAC.
    pub key_id: KeyId,
    /// HMAC-SHA-256 over the purpose, the principal, both times, the selector,
    /// the secret part, the realm and the address.
    pub mac: Mac,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The first second at which it is no longer accepted.
    pub expires_at: Timestamp,
}

impl Record {
    /// Returns the identity of the account in the caller's own form, such as
    /// `i64`: see [`AccountId`].
    ///
    /// # Errors
    ///
    /// [`Rejection::Mismatched`] if the record is for an operator, or for an
    /// identity that has no such form.
    ///
    /// ```
    /// # use genkan::time::Timestamp;
    /// # use genkan::token::{Issued, Key, KeyId, Keyring, Links, Reset};
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # let mut rng = ChaCha20Rng::seed_from_u64(1);
    /// # let now = Timestamp::from_unix_seconds(1_800_000_000);
    /// # let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
    /// let Issued { record, .. } = links.issue::<Reset>(7_i64, "taro@example.com", now, &mut rng);
    /// let id: i64 = record.account()?;
    /// assert_eq!(id, 7);
    /// # Ok::<(), genkan::token::Rejection>(())
    /// ```
    pub fn account<T: TryFrom<AccountId>>(&self) -> Result<T, Rejection> {
        let account = self.principal.account().ok_or(Rejection::Mismatched)?;
        T::try_from(account).map_err(|_| Rejection::Mismatched)
    }
}
