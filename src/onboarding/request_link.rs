//! Somebody asks for a link to an address: the core path of the first
//! sign-in, 「パスワードをお忘れですか?」.
//!
//! The page has already answered, the same to everybody, before any of this is
//! looked at. A contact without a password is as welcome as one with.

use super::{Account, EventKind, LetterKind, Plan};
use crate::token::Timestamp;

/// Queues the letter with the link.
///
/// The link that is already out stays valid: a stranger who asks again and
/// again neither kills the owner's link nor fills the mailbox.
///
/// # Errors
///
/// [`NoLetter`], for the log and the operator.
pub fn request_link(account: Option<&Account>, now: Timestamp) -> Result<Plan, NoLetter> {
    let account = account.ok_or(NoLetter::Unregistered)?;
    let is_too_soon = account
        .link_requested_at
        .is_some_and(|before| now.seconds_since(before) < PAUSE);
    if is_too_soon {
        return Err(NoLetter::TooSoon);
    }
    let requested = account.changed(|account| account.link_requested_at = Some(now));
    Ok(Plan::of(account, EventKind::LinkRequested, now)
        .change(requested)
        .send(LetterKind::Link))
}

/// Why no letter was queued: for the log, never for the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoLetter {
    /// The address is not registered.
    #[error("the address is not registered")]
    Unregistered,
    /// A link was asked for less than a minute ago.
    #[error("a link was asked for less than a minute ago")]
    TooSoon,
}

impl NoLetter {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::TooSoon => "too-soon",
        }
    }
}

/// Seconds between two letters with links to one address.
const PAUSE: u64 = 60;
