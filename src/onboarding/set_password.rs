//! The link is used up and the password set, in one step: a password that was
//! refused does not burn the link, and a link that is used sets no second one.

use super::open_link::is_needed;
use super::{Account, EventKind, LetterKind, NewPassword, Plan, Refusal, State};
use crate::token::{SetsPassword, Timestamp, Verified};

/// Sets a password by a link.
///
/// Every other link and every session of the account ends, and its owner is
/// told by mail. Nobody is signed in by it (OWASP Forgot Password Cheat
/// Sheet).
///
/// # Errors
///
/// [`Refusal::Link`] where the proof is for another account or the account no
/// longer takes such a link.
pub fn set_password<P: SetsPassword>(
    account: &Account,
    proof: &Verified<P>,
    password: NewPassword,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    if proof.account() != account.id || !is_needed(P::NAME, &account.state) {
        return Err(Refusal::Link);
    }
    let active = account.changed(|account| {
        account.state = State::Active {
            password: password.into_hash(),
        };
        // Whoever has just set a password may need a link at once.
        account.link_requested_at = None;
    });
    Ok(Plan::of(account, EventKind::PasswordSet, now)
        .consume(proof.selector())
        .revoke_all()
        .change(active)
        .send(LetterKind::PasswordChanged))
}
