use alloc::string::String;

use super::PasswordHash;
use crate::policy::AcceptedPassword;

/// The hash of a password that a policy has accepted. A ceremony that sets a
/// password takes this type, so that no other password can be set.
///
/// ```compile_fail,E0308
/// # use genkan::onboarding::{NewPassword, PasswordHash};
/// fn set(password: NewPassword) {}
/// set(PasswordHash::from_stored("$argon2id$...".into()));
/// ```
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let policy = Policy::support_center();
/// let accepted = policy.accept("blue7Kite!", &Context::new()).unwrap();
/// let password = NewPassword::hash(&accepted, argon2)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct NewPassword(PasswordHash);

impl NewPassword {
    /// Hashes an accepted password with the caller's scheme.
    ///
    /// # Errors
    ///
    /// The error that the scheme returns.
    pub fn hash<E>(
        password: &AcceptedPassword,
        scheme: impl FnOnce(&[u8]) -> Result<String, E>,
    ) -> Result<Self, E> {
        scheme(password.expose()).map(|phc| Self(PasswordHash::from_stored(phc)))
    }

    pub(super) fn into_hash(self) -> PasswordHash {
        self.0
    }
}
