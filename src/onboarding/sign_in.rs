use rand_core::CryptoRng;

use super::{Account, Guard, Operator, PasswordMatch, Plan, Realm, Refusal};
use crate::audit_log::EventKind;
use crate::time::{Lifetime, Timestamp};
use crate::token::{
    AwaitingFactor, Device, Issued, Principal, Purpose as _, Session, SignsIn, Token, Verified,
};

/// The tokens that a browser keeps after a sign-in.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, account) = (realm(), rng(), active());
/// # let matched = matched(&account);
/// let (signed_in, plan) = realm.sign_in(&account, &matched, None, NOW, &mut rng)?;
/// // Two cookies, once the plan is committed:
/// let session = signed_in.session.expose();
/// let device = signed_in.device.map(|device| device.expose());
/// assert!(device.is_some()); // the browser was not known
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct SignedIn<P: SignsIn = Session> {
    /// The session.
    pub session: Token<P>,
    /// The token that makes the browser a known device; `None` if it is one
    /// already.
    pub device: Option<Token<Device>>,
}

impl Realm {
    /// Opens a session of a contact.
    ///
    /// An unknown address, a contact without a password, an account that is on
    /// hold or removed and a wrong password must look the same to a visitor.
    /// The caller therefore verifies a password in every case: against
    /// [`StoredPassword`](super::StoredPassword), or against a decoy of the
    /// same cost, and then shows [`Refusal::SignIn`].
    ///
    /// `device` is the proof that the browser is known to an account, if it
    /// has one. A [new hash](PasswordMatch::rehashed) of the password replaces
    /// the stored one. Ask
    /// [`why_new_password`](Self::why_new_password) first whether the password
    /// is still good enough.
    ///
    /// # Errors
    ///
    /// [`Refusal::SignIn`] if the password that matched is no longer the
    /// current one of this account, or if it is an operator's. If another
    /// sign-in has replaced the hash in the meantime, verify the password again.
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
        let (kind, lifetime) = (EventKind::SignedIn, self.session_lifetime);
        self.open_session(account, matched, device, (kind, lifetime), now, rng)
    }

    /// Accepts the address and the password of an operator, as
    /// [`sign_in`](Self::sign_in) accepts a contact's. The returned token opens
    /// nothing: it lets its bearer [prove](Self::prove_factor) a second factor, or
    /// set up the first one.
    ///
    /// # Errors
    ///
    /// [`Refusal::SignIn`] if the password that matched is no longer the current
    /// one of this account, or if it is not the account of this operator.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
    /// # let matched = matched(&account);
    /// let decided = realm.sign_in_operator(&account, &operator, &matched, None, NOW, &mut rng);
    /// let (signed_in, plan) = decided?;
    /// let awaiting: Token<AwaitingFactor> = signed_in.session;
    ///
    /// // No operator signs in as a contact.
    /// let refused = realm.sign_in(&account, &matched, None, NOW, &mut rng);
    /// assert_eq!(refused.unwrap_err(), Refusal::SignIn);
    /// # Ok(())
    /// # }
    /// ```
    pub fn sign_in_operator(
        &self,
        account: &Account,
        operator: &Operator,
        matched: &PasswordMatch,
        device: Option<&Verified<Device>>,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(SignedIn<AwaitingFactor>, Plan), Refusal> {
        if !operator.has_account(account) {
            return Err(Refusal::SignIn);
        }
        let session = (EventKind::PasswordProven, AwaitingFactor::LIFETIME);
        let opened = self.open_session(account, matched, device, session, now, rng);
        let (signed_in, plan) = opened?;
        let guard = Guard::Revision(operator.id.into(), operator.revision);
        Ok((signed_in, plan.only_if(guard)))
    }

    fn open_session<P: SignsIn>(
        &self,
        account: &Account,
        matched: &PasswordMatch,
        device: Option<&Verified<Device>>,
        (kind, lifetime): (EventKind, Lifetime),
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(SignedIn<P>, Plan), Refusal> {
        if !matched.is_current(account) {
            return Err(Refusal::SignIn);
        }
        let Issued { token, record } = self
            .issue(account, lifetime, now, rng)
            .ok_or(Refusal::SignIn)?;
        let mut plan = Plan::of(account, kind, account.actor(), now).record(record);
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
        if let Some(rehashed) = matched.rehash(account) {
            plan = plan.change(rehashed);
        }
        let session = token;
        Ok((SignedIn { session, device }, plan))
    }
}
