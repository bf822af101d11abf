use alloc::string::String;
use core::fmt;

use super::{Account, State};
use crate::id::AccountId;
use crate::policy::AcceptedPassword;

/// The stored hash of a password, as a PHC string.
#[derive(Clone, Eq, PartialEq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Returns a hash that was stored before.
    #[must_use]
    pub const fn from_stored(phc: String) -> Self {
        Self(phc)
    }

    /// Returns the PHC string.
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

/// The hash of a password that a policy has accepted. A ceremony that sets a
/// password takes this type, so that no other password can be set.
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
    /// The error that the scheme returns.
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

/// The current password hash of an account, to verify a password against.
///
/// It is separate from the account so that a caller can move it to the thread
/// that verifies passwords.
#[derive(Clone, Debug)]
pub struct StoredPassword {
    account: AccountId,
    hash: PasswordHash,
}

impl StoredPassword {
    /// Returns the current password of an account; `None` if nobody can sign
    /// in with one. Verify a decoy of the same cost in that case, so that the
    /// time does not reveal it.
    #[must_use]
    pub fn of(account: &Account) -> Option<Self> {
        match &account.state {
            State::Active { password } => Some(Self {
                account: account.id,
                hash: password.clone(),
            }),
            State::Registered { .. } | State::Held { .. } | State::Removed { .. } => None,
        }
    }

    /// Verifies a password: `scheme` gets the PHC string and returns whether
    /// the password matches it. Returns the proof if it does.
    ///
    /// # Errors
    ///
    /// The error that the scheme returns.
    pub fn verify<E>(
        self,
        scheme: impl FnOnce(&str) -> Result<bool, E>,
    ) -> Result<Option<PasswordMatch>, E> {
        let matches = scheme(self.hash.as_phc())?;
        Ok(matches.then_some(PasswordMatch(self)))
    }
}

/// The proof that a password matched the hash of an account. Only
/// [`StoredPassword::verify`] makes one.
///
/// A ceremony accepts it only while that hash is still the current one.
///
/// ```compile_fail,E0423
/// # use genkan::onboarding::{PasswordMatch, StoredPassword};
/// fn forge(stored: StoredPassword) -> PasswordMatch { PasswordMatch(stored) }
/// ```
#[derive(Clone, Debug)]
pub struct PasswordMatch(StoredPassword);

impl PasswordMatch {
    /// Returns whether the password that matched is the current password of
    /// the account.
    pub(super) fn is_current(&self, account: &Account) -> bool {
        let Self(StoredPassword { account: id, hash }) = self;
        *id == account.id
            && matches!(&account.state, State::Active { password } if password == hash)
    }
}
