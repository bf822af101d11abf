use super::{Account, MessageKind, NoMessage, Plan, Realm, Revocation, State};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Sends a link on behalf of an operator, without the limits that visitors
    /// have. It renews the registration if no password has been set yet,
    /// expired or not.
    ///
    /// Earlier links end. If a new address waits to be proven, its link is
    /// sent again, too.
    ///
    /// # Errors
    ///
    /// [`NoMessage::Held`] or [`NoMessage::Removed`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), registered());
    /// let plan = realm.resend(&account, OPERATOR, NOW)?;
    /// assert_eq!(plan.messages[0].kind, MessageKind::Link);
    /// # Ok(())
    /// # }
    /// ```
    pub fn resend(&self, account: &Account, by: Actor, now: Timestamp) -> Result<Plan, NoMessage> {
        match NoMessage::of(account, now) {
            None | Some(NoMessage::Expired) => {}
            Some(reason) => return Err(reason),
        }
        let resent = account.changed_without_links(|account| {
            account.link_requested_at = Some(now);
            if matches!(account.state, State::Registered { .. }) {
                account.state = self.registered_state(now);
            }
        });
        let mut plan = Plan::of(account, EventKind::LinkResent, by, now)
            .revoke(account, Revocation::Links)
            .send(&resent, MessageKind::Link);
        let unproven = account.replacement.as_ref();
        if let Some(new) = unproven.filter(|new| now < new.expires_at) {
            // The occasion is the request, not this message.
            plan = plan.send_about(account, new.revision, MessageKind::ProveAddress);
        }
        Ok(plan.change(resent))
    }
}
