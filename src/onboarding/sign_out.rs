use super::{Account, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;
use crate::token::{Session, Verified};

impl Realm {
    /// Ends a session.
    pub fn sign_out(&self, account: &Account, session: &Verified<Session>, now: Timestamp) -> Plan {
        let by = Actor::Contact(account.id);
        Plan::of(account, EventKind::SignedOut, by, now).consume(session)
    }
}
