use super::{Account, MessageKind, Plan, Realm, Refusal, Revocation, State};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Removes an account: its password and every token end, remedies too, and
    /// the person gets a message. Name and address stay, for an operator who is
    /// asked why no email arrives.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is removed already.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let plan = realm.remove(&account, OPERATOR, NOW)?;
    /// assert!(plan.account().unwrap().state.is_removed());
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove(&self, account: &Account, by: Actor, now: Timestamp) -> Result<Plan, Refusal> {
        if account.state.is_removed() {
            return Err(Refusal::State);
        }
        let removed = removed(account, now);
        Ok(Plan::of(account, EventKind::Removed, by, now)
            .revoke(account, Revocation::All)
            .send(&removed, MessageKind::Removed)
            .change(removed))
    }
}

pub(super) fn removed(account: &Account, now: Timestamp) -> Account {
    account.changed_without_links(|account| {
        account.state = State::Removed { at: now };
        account.replacement = None;
        // The former address stays, because a notice to it may still wait. It
        // restores nothing any more.
    })
}
