use core::fmt;

/// An HMAC-SHA-256 value (RFC 2104, FIPS 180-4). It has no `==`: only
/// [`Keyring::verify`](super::Keyring::verify) compares it, in constant time.
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
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mac(..)")
    }
}
