//! A session is recognised on every page, and ended.

use super::open_link::open_link;
use super::{Account, EventKind, Plan, Realm};
use crate::token::{Record, Rejection, Session, Timestamp, Token, Verified};

/// Recognises a session.
///
/// # Errors
///
/// A [`Rejection`], for the log; the page asks to sign in.
pub fn recognise(
    realm: &Realm,
    token: &Token<Session>,
    found: Option<&(Record, Account)>,
    now: Timestamp,
) -> Result<Verified<Session>, Rejection> {
    open_link(realm, token, found, now)
}

/// Ends a session.
pub fn sign_out(account: &Account, session: &Verified<Session>, now: Timestamp) -> Plan {
    Plan::of(account, EventKind::SignedOut, now).consume(session.selector())
}
