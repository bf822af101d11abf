//! The link is used up and the password set, in one step: a password that was
//! refused does not burn the link, and a link that is used sets no second one.

use rand_core::CryptoRng;

use super::open_link::is_for;
use super::{Account, EventKind, LetterKind, NewPassword, Plan, Realm, Refusal, Revocation, State};
use crate::token::{Device, Issued, SetsPassword, Timestamp, Token, Verified};

/// Sets a password by a link.
///
/// Every other link and every session of the account ends, so does a
/// replacement of the address that is not proven yet, and its owner is told by
/// mail, with a way to disown the password. The remedies of an earlier address
/// stay: whoever set the password may be an intruder.
///
/// Nobody is signed in by it (OWASP Forgot Password Cheat Sheet). The token is
/// for the browser that set it, which is known from then on.
///
/// # Errors
///
/// [`Refusal::Link`] where the proof is for another account or the account no
/// longer takes such a link.
pub fn set_password<P: SetsPassword>(
    realm: &Realm,
    account: &Account,
    proof: &Verified<P>,
    password: NewPassword,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(Token<Device>, Plan), Refusal> {
    if !is_for(account, proof, realm, now) {
        return Err(Refusal::Link);
    }
    let active = account.changed(|account| {
        account.state = State::Active {
            password: password.into_hash(),
        };
        account.replacement = None;
    });
    let Issued { token, record } = realm
        .issue(&active, realm.device_lifetime, now, rng)
        .ok_or(Refusal::Link)?;
    let plan = Plan::of(account, EventKind::PasswordSet, now)
        .consume(proof.selector())
        .revoke(Revocation::Access)
        .change(active)
        .record(record)
        .send(LetterKind::PasswordChanged);
    Ok((token, plan))
}
