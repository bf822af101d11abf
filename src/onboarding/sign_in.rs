//! Address and password open a session.
//!
//! An unknown address, a contact without a password and a wrong password are
//! one and the same to whoever asks: the caller verifies a password in every
//! case, against [`stored_hash`] where there is one and against a decoy of the
//! same cost where there is none.

use rand_core::CryptoRng;

use super::{Account, EventKind, PasswordHash, Plan, Realm, Refusal, State};
use crate::token::{Issued, Session, Timestamp, Token};

/// The hash to verify the password against; the decoy's turn where there is
/// none.
#[must_use]
pub fn stored_hash(account: Option<&Account>) -> Option<&PasswordHash> {
    match &account?.state {
        State::Active { password } => Some(password),
        State::Registered => None,
    }
}

/// Opens a session, where `matches` says that the password is the stored one.
///
/// # Errors
///
/// [`Refusal::SignIn`], the same in every case.
pub fn sign_in(
    realm: &Realm,
    account: Option<&Account>,
    matches: bool,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(Token<Session>, Plan), Refusal> {
    let account = account
        .filter(|account| matches && stored_hash(Some(account)).is_some())
        .ok_or(Refusal::SignIn)?;
    let subject = account.subject(&realm.tenant);
    let lifetime = realm.session_lifetime;
    let Issued { token, record } = realm.keyring.issue(&subject, lifetime, now, rng);
    let plan = Plan::of(account, EventKind::SignedIn, now).record(record);
    Ok((token, plan))
}
