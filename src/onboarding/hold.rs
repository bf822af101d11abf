use super::{Account, MessageKind, Plan, Realm, Refusal, Revocation, State};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Puts an account on hold: every session, link and known device ends, the
    /// contact cannot sign in, and no link is sent. The owner gets a message.
    /// The remedies stay, so that an owner can still recover a stolen account,
    /// which stays on hold.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is on hold already, or removed.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account, mut rng) = (realm(), active(), rng());
    /// use genkan::audit_log::Reason;
    ///
    /// let reason = Reason::new("A stolen laptop was reported.", &mut rng)?;
    /// let plan = realm.hold(&account, OPERATOR, NOW)?.because(reason);
    /// assert!(matches!(plan.account().unwrap().state, State::Held { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn hold(&self, account: &Account, by: Actor, now: Timestamp) -> Result<Plan, Refusal> {
        let password = match &account.state {
            State::Registered { .. } => None,
            State::Active { password } => Some(password.clone()),
            State::Held { .. } | State::Removed { .. } => return Err(Refusal::State),
        };
        let held = account.changed_without_links(|account| {
            account.state = State::Held {
                since: now,
                password,
            };
            account.replacement = None;
        });
        Ok(Plan::of(account, EventKind::Held, by, now)
            .revoke(account, Revocation::Devices)
            .send(&held, MessageKind::Held)
            .change(held))
    }

    /// Releases an account that is on hold: it is active with the password that
    /// it had, or registered as on its first day if it had none. The owner gets
    /// a message.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is not on hold.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let account = realm.hold(&account, OPERATOR, NOW)?.account().cloned().unwrap();
    /// let plan = realm.release(&account, OPERATOR, NOW)?;
    /// assert!(matches!(plan.account().unwrap().state, State::Active { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn release(&self, account: &Account, by: Actor, now: Timestamp) -> Result<Plan, Refusal> {
        let State::Held { password, .. } = &account.state else {
            return Err(Refusal::State);
        };
        let state = match password.clone() {
            Some(password) => State::Active { password },
            None => self.registered_state(now),
        };
        let released = account.changed(|account| account.state = state);
        Ok(Plan::of(account, EventKind::Released, by, now)
            .send(&released, MessageKind::Released)
            .change(released))
    }
}
