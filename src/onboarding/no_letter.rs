use super::{Account, State};
use crate::token::Timestamp;

/// Why no letter is queued or sent: for the log and the operator, never for
/// the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoLetter {
    /// The address is not registered.
    #[error("the address is not registered")]
    Unregistered,
    /// The registration has expired; the desk can begin it anew.
    #[error("the registration has expired without a password; send the link from the desk")]
    Expired,
    /// The desk holds the account.
    #[error("the account is held; release it first")]
    Held,
    /// The account is over.
    #[error("the account has been removed; register the contact again")]
    Removed,
    /// What the letter is about is no longer so.
    #[error("what the letter is about is no longer so")]
    Moot,
}

impl NoLetter {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Expired => "expired",
            Self::Held => "held",
            Self::Removed => "removed",
            Self::Moot => "moot",
        }
    }

    /// Why an account is sent no link, where it is sent none.
    pub(super) fn of(account: &Account, now: Timestamp) -> Option<Self> {
        match account.state {
            State::Registered { expires_at } => (now >= expires_at).then_some(Self::Expired),
            State::Active { .. } => None,
            State::Held { .. } => Some(Self::Held),
            State::Removed { .. } => Some(Self::Removed),
        }
    }
}
