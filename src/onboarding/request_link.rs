//! Somebody asks for a link to an address: the core path of the first
//! sign-in, 「パスワードをお忘れですか?」.
//!
//! The page has already answered, the same to everybody, before any of this is
//! looked at. A contact without a password is as welcome as one with, until
//! the registration expires.

use super::{Account, EventKind, LetterKind, NoLetter, Plan};
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
    if let Some(reason) = NoLetter::of(account, now) {
        return Err(reason);
    }
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

/// Seconds between two letters with links to one address.
const PAUSE: u64 = 60;
