use core::fmt;

use super::{AccountId, KeyId, PurposeName, Timestamp};

/// What is kept of a token: enough to recognise it, not enough to make it.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Record {
    /// The part of the token by which its record is found.
    pub selector: Selector,
    /// What the token is for.
    pub purpose: PurposeName,
    /// The account that it is for.
    pub account: AccountId,
    /// The key of the MAC.
    pub key_id: KeyId,
    /// HMAC-SHA-256 over purpose, end, account, selector, the secret part,
    /// tenant and address.
    pub mac: Mac,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The first second at which it is no longer accepted.
    pub expires_at: Timestamp,
}

/// The part of a token by which its record is found. It is no secret.
///
/// It begins with the second at which the token was issued, in four bytes; the
/// other twelve are random. So the records of an hour lie side by side in a
/// database's tree, and what is used soon after it was issued, as most links
/// are, writes few of its pages. In the token's text four of the random bytes
/// cover these four: the texts of one second have nothing in common, and nobody
/// can tell how another's begins.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Selector([u8; Self::LENGTH]);

impl Selector {
    /// The length in bytes.
    pub const LENGTH: usize = 16;

    /// The selector with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The selector's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Self::LENGTH] {
        self.0
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Selector(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// An HMAC-SHA-256 value. It has no `==`: only [`Keyring::verify`], in constant
/// time, compares it with a token.
///
/// [`Keyring::verify`]: super::Keyring::verify
#[derive(Clone, Copy)]
pub struct Mac([u8; Self::LENGTH]);

impl Mac {
    /// The length in bytes.
    pub const LENGTH: usize = 32;

    /// The value with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The value's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Self::LENGTH] {
        self.0
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mac(..)")
    }
}
