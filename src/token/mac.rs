use alloc::string::{String, ToString as _};
use core::fmt;

use crate::hex::{self, Hex};

/// An HMAC-SHA-256 value (RFC 2104, FIPS 180-4).
///
/// ```
/// use genkan::token::Mac;
///
/// let mac = Mac::from_bytes([3; 32]);
/// assert_eq!(mac.to_bytes(), [3; Mac::LENGTH]); // a column of the table
/// assert_eq!(format!("{mac:?}"), "Mac(..)");
/// ```
///
/// It has no `==`: only [`Keyring::verify`](super::Keyring::verify) compares
/// it, in constant time.
///
/// ```compile_fail,E0369
/// # use genkan::token::Mac;
/// fn is_same(one: Mac, other: Mac) -> bool { one == other }
/// ```
#[derive(Clone, Copy)]
pub struct Mac([u8; Self::LENGTH]);

impl Mac {
    /// The length in bytes.
    pub const LENGTH: usize = 32;

    /// Returns the value with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes of the value.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Self::LENGTH] {
        self.0
    }

    pub(super) fn to_hex(self) -> String {
        Hex(&self.0).to_string()
    }

    pub(super) fn from_hex(text: &str) -> Option<Self> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mac(..)")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Mac {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&Hex(&self.0))
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Mac {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let invalid = || serde::de::Error::custom("a MAC is 64 lower-case hexadecimal digits");
        Self::from_hex(&text).ok_or_else(invalid)
    }
}
