use super::{Account, State};
use crate::code::codes;
use crate::time::Timestamp;

codes! {
    /// Why no message is queued or sent. It is for the log and the operator,
    /// never for the page.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let no_message = realm.request_link(None, NOW).unwrap_err();
    /// // For the log; the page shows what it shows for a registered address.
    /// assert_eq!(no_message, NoMessage::Unregistered);
    /// # Ok(())
    /// # }
    /// ```
    #[non_exhaustive]
    pub enum NoMessage: Error {
        /// The address is not registered.
        #[error("the address is not registered")]
        Unregistered = "unregistered",
        /// The registration has expired; an operator can renew it.
        #[error("the registration has expired without a password; renew it")]
        Expired = "expired",
        /// The account is on hold.
        #[error("the account is on hold; release it first")]
        Held = "held",
        /// The account was removed.
        #[error("the account was removed; register the contact again")]
        Removed = "removed",
        /// The message no longer applies.
        #[error("the message no longer applies")]
        NoLongerApplies = "no-longer-applies",
    }
}

impl NoMessage {
    /// Returns why an account is sent no link; `None` if it is sent one.
    pub(super) fn of(account: &Account, now: Timestamp) -> Option<Self> {
        match account.state {
            State::Registered { expires_at } => (now >= expires_at).then_some(Self::Expired),
            State::Active { .. } => None,
            State::Held { .. } => Some(Self::Held),
            State::Removed { .. } => Some(Self::Removed),
        }
    }
}
