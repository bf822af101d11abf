//! A signed-in contact changes the password.

use rand_core::CryptoRng;

use super::{Account, EventKind, LetterKind, NewPassword, Plan, Realm, Refusal, Revocation, State};
use crate::token::{Issued, Principal, Session, Timestamp, Token, Verified};

/// Changes the password, where `matches` says that the current one was given
/// (OWASP ASVS 5.0 6.2.3).
///
/// Every session ends, this one too; the token is for a new one, so that
/// whoever made the change goes on. Every link ends, and so does a replacement
/// of the address that is not proven yet.
///
/// # Errors
///
/// [`Refusal::CurrentPassword`] where the current password was not given.
pub fn change_password(
    realm: &Realm,
    account: &Account,
    session: &Verified<Session>,
    matches: bool,
    password: NewPassword,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(Token<Session>, Plan), Refusal> {
    if !is_owner(account, session, matches) {
        return Err(Refusal::CurrentPassword);
    }
    let changed = account.changed(|account| {
        account.state = State::Active {
            password: password.into_hash(),
        };
        account.replacement = None;
    });
    let Issued { token, record } = realm
        .issue(&changed, realm.session_lifetime, now, rng)
        .ok_or(Refusal::CurrentPassword)?;
    let plan = Plan::of(account, EventKind::PasswordChanged, now)
        .consume(session.selector())
        .revoke(Revocation::Access)
        .change(changed)
        .record(record)
        .send(LetterKind::PasswordChanged);
    Ok((token, plan))
}

/// Whether a session and the current password make somebody the owner of an
/// account. An account without a password has none.
pub(super) fn is_owner(account: &Account, session: &Verified<Session>, matches: bool) -> bool {
    matches
        && session.principal() == Principal::Account(account.id)
        && matches!(account.state, State::Active { .. })
}
