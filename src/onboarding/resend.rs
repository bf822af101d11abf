//! The desk sends a link, whenever it likes.

use super::{Account, Actor, EventKind, LetterKind, NoLetter, Plan, Realm, Revocation, State};
use crate::token::Timestamp;

/// Queues the letter with the link, without the limits that the public door
/// has, and begins the registration anew where no password has been set
/// yet, expired or not.
///
/// Here the newest link is the only one: the desk is no stranger. A new
/// address that waits for its proof gets its link again, too.
///
/// # Errors
///
/// [`NoLetter::Held`] or [`NoLetter::Removed`].
pub fn resend(
    realm: &Realm,
    account: &Account,
    by: Actor,
    now: Timestamp,
) -> Result<Plan, NoLetter> {
    match NoLetter::of(account, now) {
        None | Some(NoLetter::Expired) => {}
        Some(reason) => return Err(reason),
    }
    let asked = account.changed(|account| {
        account.link_requested_at = Some(now);
        if let State::Registered { expires_at } = &mut account.state {
            *expires_at = realm.registration_lifetime.after(now);
        }
    });
    let is_unproven = account
        .replacement
        .as_ref()
        .is_some_and(|new| now < new.expires_at);
    let plan = Plan::of(account, EventKind::LinkResent, now)
        .by(by)
        .revoke(Revocation::Links)
        .change(asked)
        .send(LetterKind::Link);
    Ok(if is_unproven {
        plan.send(LetterKind::ProveAddress)
    } else {
        plan
    })
}
