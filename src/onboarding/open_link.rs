//! A link is looked at, by its owner or by a mail scanner: nothing changes.

use super::{Account, Realm, State};
use crate::token::{PurposeName, Record, Rejection, SetsPassword, Timestamp, Token, Verified};

/// Verifies a link against its record and its account as they are now.
///
/// # Errors
///
/// A [`Rejection`], for the log; the page says
/// [`Refusal::Link`](super::Refusal::Link), whatever it is.
pub fn open_link<P: SetsPassword>(
    realm: &Realm,
    token: &Token<P>,
    found: Option<&(Record, Account)>,
    now: Timestamp,
) -> Result<Verified<P>, Rejection> {
    let (record, account) = found.ok_or(Rejection::Unknown)?;
    let subject = account.subject(&realm.tenant);
    let proof = realm.keyring.verify(token, record, &subject, now)?;
    if is_needed(P::NAME, &account.state) {
        Ok(proof)
    } else {
        Err(Rejection::Mismatched)
    }
}

/// Whether an account in this state takes a link of that purpose: the first
/// password is set by its own link, and by none later.
pub(super) const fn is_needed(purpose: PurposeName, state: &State) -> bool {
    matches!(
        (purpose, state),
        (PurposeName::FirstPassword, State::Registered)
            | (PurposeName::Reset, State::Active { .. })
    )
}
