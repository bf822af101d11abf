//! The audit log: entries are added at its end.

use genkan::audit_log::{Entry, Event, Head, Reason, ReasonDigest};
use genkan::id::AccountId;
use genkan::onboarding::AuditLog;
use genkan::time::Timestamp;
use rusqlite::Connection;

use super::super::columns::values;
use super::super::{Error, rows, sql};
use super::reads::REASONS;
use super::{Sqlite, query};

impl AuditLog for Sqlite {
    async fn entries(&self, after: Option<u64>, limit: u32) -> Result<Vec<Entry>, Error> {
        match sql::first_after(after) {
            None => Ok(Vec::new()),
            Some(first) => {
                self.all(sql::ENTRIES, values![self.realm, first, limit])
                    .await
            }
        }
    }

    async fn last_sign_ins(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, Timestamp)>, Error> {
        let values = values![
            self.realm,
            sql::identities(accounts.iter().map(|id| id.to_bytes()))
        ];
        self.all(LAST_SIGN_INS, values).await
    }

    async fn reasons(&self, digests: &[ReasonDigest]) -> Result<Vec<Reason>, Error> {
        let digests = sql::identities(digests.iter().map(|digest| digest.to_bytes()));
        self.all(REASONS, values![self.realm, digests]).await
    }
}

/// The index has the sign-ins of each account in the order of their times.
pub(super) const LAST_SIGN_INS: &str = "
    SELECT unhex(json_each.value) AS id, (
        SELECT max(at) FROM audit_log
        WHERE realm = $1 AND kind = 'signed-in' AND subject_kind = 'account'
            AND subject_id = unhex(json_each.value)
    ) AS signed_in_at
    FROM json_each($2) WHERE signed_in_at IS NOT NULL ORDER BY id";

/// Adds entries. The transaction has had the write lock since its beginning,
/// so no number is given twice.
pub(super) fn append(connection: &Connection, realm: i64, events: &[Event]) -> Result<(), Error> {
    let head = query::one(connection, sql::HEAD, &values![realm])?;
    let mut head = head.unwrap_or(Head::EMPTY);
    for event in events {
        let entry = head.next(*event);
        query::run(connection, &rows::entry(realm, &entry).insert())?;
        head = entry.head();
    }
    Ok(())
}
