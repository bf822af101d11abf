use super::case::Approved;
use super::{Account, MessageKind, Plan, Realm, Refusal, Revocation, State};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Removes an account: its password and every token end, remedies too, and
    /// the person gets a message. Name and address stay, for an operator who is
    /// asked why no email arrives.
    ///
    /// `remaining` is another contact of the same company, if there is one. The plan
    /// is committed only if that one has not changed in the meantime. The last
    /// contact is removed only if two operators have decided it.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is removed already;
    /// [`Refusal::LastContact`] if no other contact remains and `approved` is not
    /// for the removal of this one.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let plan = realm.remove(&account, None, None, OPERATOR, NOW)?;
    /// assert!(plan.account().unwrap().state.is_removed());
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove(
        &self,
        account: &Account,
        remaining: Option<&Account>,
        approved: Option<&Approved>,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if account.state.is_removed() {
            return Err(Refusal::State);
        }
        let remains = account.leave(remaining, approved)?;
        let removed = removed(account, now);
        Ok(Plan::of(account, EventKind::Removed, by, now)
            .revoke(account, Revocation::All)
            .send(&removed, MessageKind::Removed)
            .change(removed)
            .only_if_all(remains))
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
