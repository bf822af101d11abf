use alloc::string::String;
use core::fmt;

use crate::policy::AcceptedPassword;

/// The stored hash of a password, as a PHC string.
#[derive(Clone, Eq, PartialEq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// A hash that was stored before.
    #[must_use]
    pub const fn from_stored(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC string.
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

/// The hash of a password that a policy has accepted: what a ceremony that
/// sets a password asks for, so that no other password can be set.
///
/// ```compile_fail,E0308
/// # use genkan::onboarding::{NewPassword, PasswordHash};
/// fn set(password: NewPassword) {}
/// set(PasswordHash::from_stored("$argon2id$...".into()));
/// ```
#[derive(Clone, Debug)]
pub struct NewPassword(PasswordHash);

impl NewPassword {
    /// Hashes an accepted password with the caller's scheme.
    ///
    /// # Errors
    ///
    /// Whatever the scheme answers.
    pub fn hash<E>(
        password: &AcceptedPassword,
        scheme: impl FnOnce(&[u8]) -> Result<String, E>,
    ) -> Result<Self, E> {
        scheme(password.expose()).map(|phc| Self(PasswordHash(phc)))
    }

    pub(super) fn into_hash(self) -> PasswordHash {
        self.0
    }
}
