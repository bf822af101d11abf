//! The account is over.

use super::{Account, Actor, EventKind, LetterKind, Plan, Refusal, Revocation, State};
use crate::token::Timestamp;

/// Removes an account: its password and every token end, remedies too, and the
/// person is told by mail. What stays is who it was, for whoever asks why no
/// mail comes.
///
/// # Errors
///
/// [`Refusal::State`] where it is over already.
pub fn remove(account: &Account, by: Actor, now: Timestamp) -> Result<Plan, Refusal> {
    if account.state.is_removed() {
        return Err(Refusal::State);
    }
    let removed = account.changed(|account| {
        account.state = State::Removed { at: now };
        account.replacement = None;
        account.former = None;
    });
    Ok(Plan::of(account, EventKind::Removed, now)
        .by(by)
        .revoke(Revocation::All)
        .change(removed)
        .send(LetterKind::Removed))
}
