//! Address and password open a session.
//!
//! An unknown address, a contact without a password, a held or removed one and
//! a wrong password are one and the same to whoever asks: the caller verifies
//! a password in every case, against [`stored_hash`] where there is one and
//! against a decoy of the same cost where there is none.

use rand_core::CryptoRng;

use super::{Account, EventKind, PasswordHash, Plan, Realm, Refusal, State};
use crate::token::{Device, Issued, Principal, Session, Timestamp, Token, Verified};

/// The hash to verify the password against; the decoy's turn where there is
/// none.
#[must_use]
pub fn stored_hash(account: Option<&Account>) -> Option<&PasswordHash> {
    match &account?.state {
        State::Active { password } => Some(password),
        State::Registered { .. } | State::Held { .. } | State::Removed { .. } => None,
    }
}

/// What a browser keeps of a sign-in.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be taken apart")]
pub struct SignedIn {
    /// The session.
    pub session: Token<Session>,
    /// By what the browser is known from then on; none where it is known
    /// already.
    pub device: Option<Token<Device>>,
}

/// Opens a session, where `matches` says that the password is the stored one.
///
/// `device` is what [`open_link`](super::open_link::open_link) makes of the
/// browser's device token, where it has one.
///
/// # Errors
///
/// [`Refusal::SignIn`], the same in every case.
pub fn sign_in(
    realm: &Realm,
    account: Option<&Account>,
    device: Option<&Verified<Device>>,
    matches: bool,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(SignedIn, Plan), Refusal> {
    let account = account.filter(|_| matches).ok_or(Refusal::SignIn)?;
    let Issued { token, record } = realm
        .issue(account, realm.session_lifetime, now, rng)
        .ok_or(Refusal::SignIn)?;
    let plan = Plan::of(account, EventKind::SignedIn, now).record(record);
    let is_known =
        device.is_some_and(|device| device.principal() == Principal::Account(account.id));
    let fresh = if is_known {
        None
    } else {
        realm.issue(account, realm.device_lifetime, now, rng)
    };
    let (device, plan) = match fresh {
        Some(Issued { token, record }) => (Some(token), plan.record(record)),
        None => (None, plan),
    };
    let session = token;
    Ok((SignedIn { session, device }, plan))
}
