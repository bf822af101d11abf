use alloc::string::String;
use core::fmt;

/// The stored hash of a password: a PHC string, or the text of another scheme that
/// the caller can verify.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let hash = PasswordHash::from_stored("$argon2id$v=19$...".into()); // a column of the table
/// assert_eq!(hash.as_phc(), "$argon2id$v=19$...");
/// assert_eq!(format!("{hash:?}"), "PasswordHash(..)");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Returns a hash that was stored before.
    #[must_use]
    pub const fn from_stored(phc: String) -> Self {
        Self(phc)
    }

    /// Returns the text.
    #[must_use]
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}
