use rand_core::CryptoRng;

use super::{Account, MessageKind, NewPassword, Plan, Realm, Refusal, Revocation, State};
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{Device, Issued, SetsPassword, Token, Verified};

impl Realm {
    /// Sets a password by a link and uses the link up, in one step. A password
    /// that the policy rejected does not use the link up, because it never
    /// becomes a [`NewPassword`]; a used link sets no second password.
    ///
    /// Every other link, every session and every known device of the account
    /// ends, since another person may have one of them, and so does an unproven
    /// new address. The owner gets a message, with a link that disowns
    /// the password. The remedies for an earlier address stay, because an
    /// intruder may have set the password.
    ///
    /// It does not sign the contact in (OWASP Forgot Password Cheat Sheet). The
    /// returned token makes this browser a known device.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or if the
    /// account no longer accepts such a link.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), registered());
    /// # let proof = proof::<FirstPassword>(&account);
    /// # let policy = Policy::support_center();
    /// let context = Context::new().email(account.address.as_str());
    /// let accepted = policy.accept("blue7Kite!", &context).unwrap();
    /// let password = NewPassword::hash(&accepted, argon2)?;
    ///
    /// let (device, plan) = realm.set_password(&account, &proof, password, NOW, &mut rng)?;
    /// assert!(matches!(plan.account().unwrap().state, State::Active { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_password<P: SetsPassword>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        password: NewPassword,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Token<Device>, Plan), Refusal> {
        if !self.accepts(account, proof, now) {
            return Err(Refusal::Link);
        }
        let active = account.changed_without_links(|account| {
            account.state = State::Active {
                password: password.into_hash(),
            };
            account.password_set_at = Some(now);
            account.replacement = None;
            account.undeliverable_since = None;
        });
        let Issued { token, record } = self
            .issue(&active, self.device_lifetime, now, rng)
            .ok_or(Refusal::Link)?;
        let by = account.actor();
        let plan = Plan::of(account, EventKind::PasswordSet, by, now)
            .consume(proof)
            .revoke(account, Revocation::Devices)
            .record(record)
            .send(&active, MessageKind::PasswordChanged)
            .change(active);
        Ok((token, plan))
    }
}
