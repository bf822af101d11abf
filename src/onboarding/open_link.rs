//! A link is looked at, by its owner or by a mail scanner: nothing changes.

use super::{Account, Realm};
use crate::token::{Principal, Purpose, Record, Rejection, Timestamp, Token, Verified};

/// Verifies a link, of whatever purpose, against its record and its account as
/// they are now.
///
/// It is accepted only where the account has use for one of its purpose, as
/// [`Account::subject`] says: the link for a first password while none has
/// been set and the registration has not expired, one for a new password while
/// there is one, and none while the account is held or after its end.
///
/// # Errors
///
/// A [`Rejection`], for the log; the page says
/// [`Refusal::Link`](super::Refusal::Link), whatever it is.
pub fn open_link<P: Purpose>(
    realm: &Realm,
    token: &Token<P>,
    found: Option<&(Record, Account)>,
    now: Timestamp,
) -> Result<Verified<P>, Rejection> {
    let (record, account) = found.ok_or(Rejection::Unknown)?;
    let subject = account
        .subject(P::NAME, &realm.tenant, now)
        .ok_or(Rejection::Unneeded)?;
    realm.keyring.verify(token, record, &subject, now)
}

/// Whether a proof is for that account and the account still has use for it:
/// every ceremony that follows a link asks again.
pub(super) fn is_for<P: Purpose>(
    account: &Account,
    proof: &Verified<P>,
    realm: &Realm,
    now: Timestamp,
) -> bool {
    proof.principal() == Principal::Account(account.id)
        && account.subject(P::NAME, &realm.tenant, now).is_some()
}
