use alloc::string::String;

use super::{Account, PasswordHash, State};
use crate::id::AccountId;

/// The current password hash of an account, to verify a password against.
///
/// It is separate from the account so that a caller can move it to the thread
/// that verifies passwords.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let account = active();
/// let stored = StoredPassword::of(&account).ok_or("verify a decoy")?;
/// let matched = stored.clone().verify(|phc| argon2_verify("blue7Kite!", phc))?;
/// assert!(matched.is_some());
/// assert!(stored.verify(|phc| argon2_verify("wrong", phc))?.is_none());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct StoredPassword {
    account: AccountId,
    hash: PasswordHash,
}

impl StoredPassword {
    /// Returns the current password of an account; `None` if the account cannot
    /// sign in with one. Verify a decoy of the same cost in that case, so that
    /// the time does not reveal it.
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
        Ok(matches.then_some(PasswordMatch {
            stored: self,
            rehashed: None,
        }))
    }
}

/// The proof that a password matched the hash of an account. Only
/// [`StoredPassword::verify`] makes one.
///
/// A ceremony accepts it only while that hash is still the current one.
///
/// ```compile_fail,E0451
/// # use genkan::onboarding::{PasswordMatch, StoredPassword};
/// fn forge(stored: StoredPassword) -> PasswordMatch {
///     PasswordMatch { stored, rehashed: None }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct PasswordMatch {
    stored: StoredPassword,
    rehashed: Option<PasswordHash>,
}

impl PasswordMatch {
    /// Adds a hash of the same password by the scheme that the caller uses
    /// today. A [sign-in](super::Realm::sign_in) stores it in place of the old
    /// one, which was made by another scheme or with older parameters.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), active());
    /// let stored = StoredPassword::of(&account).ok_or("verify a decoy")?;
    /// let matched = stored.verify(|phc| argon2_verify("blue7Kite!", phc))?;
    /// let matched = matched.ok_or(Refusal::SignIn)?.rehashed("$argon2id$...".into());
    ///
    /// let (_, plan) = realm.sign_in(&account, &matched, None, NOW, &mut rng)?;
    /// let State::Active { password } = &plan.account().unwrap().state else { unreachable!() };
    /// assert_eq!(password.as_phc(), "$argon2id$...");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn rehashed(self, phc: String) -> Self {
        Self {
            rehashed: Some(PasswordHash::from_stored(phc)),
            ..self
        }
    }

    /// Returns whether the password that matched is the current password of
    /// the account.
    pub(super) fn is_current(&self, account: &Account) -> bool {
        let StoredPassword { account: id, hash } = &self.stored;
        *id == account.id
            && matches!(&account.state, State::Active { password } if password == hash)
    }

    /// Returns the account with the new hash of the password, if there is one.
    pub(super) fn rehash(&self, account: &Account) -> Option<Account> {
        let password = self.rehashed.clone()?;
        Some(account.changed(|account| account.state = State::Active { password }))
    }
}
