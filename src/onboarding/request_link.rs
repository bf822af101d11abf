use super::{Account, MessageKind, NoMessage, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Queues the message with the link that sets a password. This is the core
    /// path of the first sign-in, 「パスワードをお忘れですか?」.
    ///
    /// The page answers before this is called, with the same words to every
    /// visitor. An account without a password gets a link, too, until its
    /// registration expires.
    ///
    /// A link that was sent before stays valid, so that a stranger's requests
    /// do not end the owner's link. [`limit`](crate::limit) decides how often
    /// a link may be requested, and charges requests for unknown addresses,
    /// too; charge first, then call this.
    ///
    /// # Errors
    ///
    /// [`NoMessage`], for the log and the operator.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), registered());
    /// // Charge `limits.link_request` first.
    /// let plan = realm.request_link(Some(&account), NOW)?;
    /// assert_eq!(plan.messages[0].kind, MessageKind::Link);
    ///
    /// assert_eq!(realm.request_link(None, NOW).unwrap_err(), NoMessage::Unregistered);
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_link(
        &self,
        account: Option<&Account>,
        now: Timestamp,
    ) -> Result<Plan, NoMessage> {
        let account = account.ok_or(NoMessage::Unregistered)?;
        if let Some(reason) = NoMessage::of(account, now) {
            return Err(reason);
        }
        let requested = account.changed(|account| account.link_requested_at = Some(now));
        let plan = Plan::of(account, EventKind::LinkRequested, Actor::Visitor, now);
        let plan = if account.is_expected() {
            plan.send(&requested, MessageKind::Link)
        } else {
            plan.send_counted(&requested, MessageKind::Link)
        };
        Ok(plan.change(requested))
    }
}
