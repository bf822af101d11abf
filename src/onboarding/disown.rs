//! "It was not me who set this password": the way out in the notice that every
//! new password brings.

use super::open_link::is_for;
use super::{Account, EventKind, LetterKind, Plan, Realm, Refusal, Revocation, State};
use crate::token::{Disown, Timestamp, Verified};

/// Ends the password, and with it every link, session and known device. The
/// account is registered as on its first day, and a link for a first password
/// is on its way to its owner; a held account stays held, without a password.
///
/// # Errors
///
/// [`Refusal::Link`] where the proof is for another account or the account no
/// longer takes such a link.
pub fn disown(
    realm: &Realm,
    account: &Account,
    proof: &Verified<Disown>,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    if !is_for(account, proof, realm, now) {
        return Err(Refusal::Link);
    }
    let plan = Plan::of(account, EventKind::PasswordDisowned, now)
        .consume(proof.selector())
        .revoke(Revocation::Devices);
    Ok(without_password(realm, account, plan, now, |_| {}))
}

/// The account without its password: registered as on its first day, with a
/// link on its way, or still held.
pub(super) fn without_password(
    realm: &Realm,
    account: &Account,
    plan: Plan,
    now: Timestamp,
    change: impl FnOnce(&mut Account),
) -> Plan {
    let is_held = matches!(account.state, State::Held { .. });
    let emptied = account.changed(|account| {
        match &mut account.state {
            State::Held { password, .. } => *password = None,
            state => {
                *state = State::Registered {
                    expires_at: realm.registration_lifetime.after(now),
                };
            }
        }
        account.replacement = None;
        change(account);
    });
    let plan = plan.change(emptied);
    if is_held {
        plan
    } else {
        plan.send(LetterKind::Link)
    }
}
