use super::{Account, MessageKind, Plan, Realm, Refusal, Revocation, State};
use crate::audit_log::EventKind;
use crate::time::Timestamp;
use crate::token::{Disown, Verified};

impl Realm {
    /// "I did not set this password": ends the password, and every link,
    /// session and known device. Every notice of a new password has a link to
    /// this.
    ///
    /// The account is registered as on its first day, and its owner is sent a
    /// link for a first password. An account that is on hold stays on hold,
    /// without a password.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] if the proof is for another account, or if the
    /// account no longer accepts such a link.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let proof = proof::<Disown>(&account);
    /// let plan = realm.disown(&account, &proof, NOW)?;
    /// assert!(matches!(plan.account().unwrap().state, State::Registered { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn disown(
        &self,
        account: &Account,
        proof: &Verified<Disown>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !self.accepts(account, proof, now) {
            return Err(Refusal::Link);
        }
        let disowned = account.changed_without_links(|account| {
            self.end_password(account, now);
            account.undeliverable_since = None;
        });
        let by = account.actor();
        let plan = Plan::of(account, EventKind::PasswordDisowned, by, now)
            .consume(proof)
            .revoke(account, Revocation::Devices);
        Ok(plan.send_link(&disowned).change(disowned))
    }

    /// Makes the account one without a password, registered as on its first
    /// day or still on hold.
    pub(super) fn end_password(&self, account: &mut Account, now: Timestamp) {
        match &mut account.state {
            State::Held { password, .. } => *password = None,
            state => *state = self.registered_state(now),
        }
        account.replacement = None;
    }
}

impl Plan {
    /// Sends a link, unless the account is on hold.
    pub(super) fn send_link(self, account: &Account) -> Self {
        match account.state {
            State::Held { .. } => self,
            _ => self.send(account, MessageKind::Link),
        }
    }
}
