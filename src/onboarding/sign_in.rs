use rand_core::CryptoRng;

use super::{Account, PasswordMatch, Plan, Realm, Refusal};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;
use crate::token::{Device, Issued, Principal, Session, Token, Verified};

/// The tokens that a browser keeps after a sign-in.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct SignedIn {
    /// The session.
    pub session: Token<Session>,
    /// The token that makes the browser a known device; `None` if it is one
    /// already.
    pub device: Option<Token<Device>>,
}

impl Realm {
    /// Opens a session.
    ///
    /// An unknown address, a contact without a password, an account that is on
    /// hold or removed and a wrong password must look the same to a visitor.
    /// The caller therefore verifies a password in every case: against
    /// [`StoredPassword`](super::StoredPassword), or against a decoy of the
    /// same cost, and then shows [`Refusal::SignIn`].
    ///
    /// `device` is the proof that the browser is known to an account, if it
    /// has one.
    ///
    /// # Errors
    ///
    /// [`Refusal::SignIn`] if the password that matched is no longer the
    /// current one of this account.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), active());
    /// let stored = StoredPassword::of(&account).ok_or("verify a decoy")?;
    /// let matched = stored.verify(|phc| argon2_verify("blue7Kite!", phc))?;
    /// let matched = matched.ok_or(Refusal::SignIn)?;
    ///
    /// let (signed_in, plan) = realm.sign_in(&account, &matched, None, NOW, &mut rng)?;
    /// let cookie = signed_in.session.expose();
    /// # Ok(())
    /// # }
    /// ```
    pub fn sign_in(
        &self,
        account: &Account,
        matched: &PasswordMatch,
        device: Option<&Verified<Device>>,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(SignedIn, Plan), Refusal> {
        if !matched.is_current(account) {
            return Err(Refusal::SignIn);
        }
        let Issued { token, record } = self
            .issue(account, self.session_lifetime, now, rng)
            .ok_or(Refusal::SignIn)?;
        let by = Actor::Contact(account.id);
        let mut plan = Plan::of(account, EventKind::SignedIn, by, now).record(record);
        let owner = Principal::Account(account.id);
        let is_known = device.is_some_and(|device| device.principal() == owner);
        let new_device = match is_known {
            true => None,
            false => self.issue(account, self.device_lifetime, now, rng),
        };
        let device = new_device.map(|Issued { token, record }| {
            plan.records.push(record);
            token
        });
        let session = token;
        Ok((SignedIn { session, device }, plan))
    }
}
