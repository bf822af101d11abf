use super::{Account, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Notes that a mail server reported that email to the account's present
    /// address cannot be delivered. Links are still sent, because the mailbox
    /// may work again. The note ends when a link from an email is used, and when
    /// the address changes.
    ///
    /// Returns `None` if it is noted already, or if the account is removed.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let plan = realm.note_undeliverable(&account, NOW).ok_or("not yet noted")?;
    /// let account = plan.account().unwrap();
    /// assert_eq!(account.undeliverable_since, Some(NOW));
    /// assert!(realm.note_undeliverable(account, NOW).is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn note_undeliverable(&self, account: &Account, now: Timestamp) -> Option<Plan> {
        if account.undeliverable_since.is_some() || account.state.is_removed() {
            return None;
        }
        let noted = account.changed(|account| account.undeliverable_since = Some(now));
        let plan = Plan::of(account, EventKind::Undeliverable, Actor::System, now);
        Some(plan.change(noted))
    }
}
