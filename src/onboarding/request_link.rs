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
/// again does not kill the owner's link. How often there may be another is the
/// affair of [`limit`](super::limit), which counts unknown addresses too and
/// is asked before this: what has been charged is not refused here by time.
///
/// # Errors
///
/// [`NoLetter`], for the log and the operator.
pub fn request_link(account: Option<&Account>, now: Timestamp) -> Result<Plan, NoLetter> {
    let account = account.ok_or(NoLetter::Unregistered)?;
    if let Some(reason) = NoLetter::of(account, now) {
        return Err(reason);
    }
    let requested = account.changed(|account| account.link_requested_at = Some(now));
    Ok(Plan::of(account, EventKind::LinkRequested, now)
        .change(requested)
        .send(LetterKind::Link))
}
