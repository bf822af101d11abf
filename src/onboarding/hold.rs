//! The desk holds an account, and releases it.

use super::{Account, Actor, EventKind, LetterKind, Plan, Realm, Refusal, Revocation, State};
use crate::token::Timestamp;

/// Holds an account: every session, link and known device ends, nobody signs
/// in, and no link is sent. Its owner is told. The remedies stay: an owner can
/// still take a stolen account back, which stays held.
///
/// # Errors
///
/// [`Refusal::State`] where it is held already, or over.
pub fn hold(account: &Account, by: Actor, now: Timestamp) -> Result<Plan, Refusal> {
    let password = match &account.state {
        State::Registered { .. } => None,
        State::Active { password } => Some(password.clone()),
        State::Held { .. } | State::Removed { .. } => return Err(Refusal::State),
    };
    let held = account.changed(|account| {
        account.state = State::Held {
            since: now,
            password,
        };
        account.replacement = None;
    });
    Ok(Plan::of(account, EventKind::Held, now)
        .by(by)
        .revoke(Revocation::Devices)
        .change(held)
        .send(LetterKind::Held))
}

/// Releases a held account: it is active with the password that it had, or
/// registered anew where it had none. Its owner is told.
///
/// # Errors
///
/// [`Refusal::State`] where it is not held.
pub fn release(
    realm: &Realm,
    account: &Account,
    by: Actor,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let State::Held { password, .. } = &account.state else {
        return Err(Refusal::State);
    };
    let state = match password.clone() {
        Some(password) => State::Active { password },
        None => State::Registered {
            expires_at: realm.registration_lifetime.after(now),
        },
    };
    Ok(Plan::of(account, EventKind::Released, now)
        .by(by)
        .change(account.changed(|account| account.state = state))
        .send(LetterKind::Released))
}
