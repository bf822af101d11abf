//! A signed-in contact changes the password.

use rand_core::CryptoRng;

use super::{Account, EventKind, LetterKind, NewPassword, Plan, Realm, Refusal, State};
use crate::token::{Issued, Session, Timestamp, Token, Verified};

/// Changes the password, where `matches` says that the current one was given
/// (OWASP ASVS 5.0 6.2.3).
///
/// Every session ends, this one too; the token is for a new one, so that
/// whoever made the change goes on. Every link ends.
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
    if !matches || session.account() != account.id {
        return Err(Refusal::CurrentPassword);
    }
    let changed = account.changed(|account| {
        account.state = State::Active {
            password: password.into_hash(),
        };
    });
    let subject = account.subject(&realm.tenant);
    let lifetime = realm.session_lifetime;
    let Issued { token, record } = realm.keyring.issue(&subject, lifetime, now, rng);
    let plan = Plan::of(account, EventKind::PasswordChanged, now)
        .consume(session.selector())
        .revoke_all()
        .change(changed)
        .record(record)
        .send(LetterKind::PasswordChanged);
    Ok((token, plan))
}
