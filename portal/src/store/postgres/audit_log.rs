//! The audit log: entries are added at its end.

use deadpool_postgres::Transaction;
use genkan::audit_log::{Entry, Event, Head, Reason, ReasonDigest};
use genkan::onboarding::AuditLog;

use super::super::columns::values;
use super::super::{Error, rows, sql};
use super::{Postgres, query};

impl AuditLog for Postgres {
    async fn entries(&self, after: Option<u64>, limit: u32) -> Result<Vec<Entry>, Error> {
        match sql::first_after(after) {
            None => Ok(Vec::new()),
            Some(first) => {
                self.all(sql::ENTRIES, &values![self.realm, first, limit])
                    .await
            }
        }
    }

    async fn reason(&self, digest: ReasonDigest) -> Result<Option<Reason>, Error> {
        self.one(sql::REASON, &values![self.realm, digest.to_bytes()])
            .await
    }
}

/// Adds entries. It is the last thing that a transaction does: from here on
/// every other one of the realm that adds an entry waits until this one ends.
pub(super) async fn append(
    transaction: &Transaction<'_>,
    realm: i64,
    events: &[Event],
) -> Result<(), Error> {
    // Nor does it wait for the disk with the lock.
    let lock = "SELECT pg_advisory_xact_lock($1), set_config('synchronous_commit', 'off', true)";
    query::execute(transaction, lock, &values![LOCK ^ realm]).await?;
    // A statement of its own, because it must see what was committed while
    // the lock was waited for.
    let head = query::one(transaction, sql::HEAD, &values![realm]).await?;
    let mut head = head.unwrap_or(Head::EMPTY);
    for event in events {
        let entry = head.next(*event);
        query::run(transaction, &rows::entry(realm, &entry).insert()).await?;
        head = entry.head();
    }
    Ok(())
}

/// `genkanau` in ASCII: the name of the lock among those of other programs.
const LOCK: i64 = 0x67_65_6e_6b_61_6e_61_75;
