use super::{KeyId, Mac, Principal, PurposeName, Selector};
use crate::time::Timestamp;

/// The row of a token in a database: enough to recognise the token, not enough
/// to make it.
///
/// It has no `==`, because a [`Mac`] has none. A store makes one from its
/// columns:
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
