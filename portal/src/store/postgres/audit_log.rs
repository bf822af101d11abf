//! The audit log: entries are added at its end.

use genkan::audit_log::{Entry, Event, Head, Reason, ReasonDigest};
use genkan::id::AccountId;
use genkan::onboarding::AuditLog;
use genkan::time::Timestamp;

use super::super::columns::values;
use super::super::{Error, rows, sql};
use super::Postgres;
use super::pipeline::Query;
use super::reads::REASONS;

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

    async fn last_sign_ins(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, Timestamp)>, Error> {
        let values = values![
            self.realm,
            sql::identities(accounts.iter().map(|id| id.to_bytes()))
        ];
        self.all(LAST_SIGN_INS, &values).await
    }

    async fn reasons(&self, digests: &[ReasonDigest]) -> Result<Vec<Reason>, Error> {
        let digests = sql::identities(digests.iter().map(|digest| digest.to_bytes()));
        self.all(REASONS, &values![self.realm, digests]).await
    }
}

/// The index has the sign-ins of each account in the order of their times.
const LAST_SIGN_INS: &str = "
    SELECT accounts.id, last.at AS signed_in_at
    FROM (SELECT decode(jsonb_array_elements_text($2::text::jsonb), 'hex') AS id) AS accounts
    CROSS JOIN LATERAL (
        SELECT max(at) AS at FROM audit_log
        WHERE realm = $1 AND kind = 'signed-in' AND subject_kind = 'account'
            AND subject_id = accounts.id
    ) AS last
    WHERE last.at IS NOT NULL
    ORDER BY accounts.id";

/// Locks the log and reads its last entry. From here on every other transaction
/// of the realm that adds an entry waits until this one ends.
pub(super) fn lock<'v>(realm: i64) -> [Query<'v>; 2] {
    let lock = "SELECT pg_advisory_xact_lock($1)";
    [
        Query::new(lock, values![LOCK ^ realm]),
        // A statement of its own, because it must see what was committed while
        // the lock was waited for.
        Query::new(sql::HEAD, values![realm]),
    ]
}

/// Adds entries after the last one.
pub(super) fn append(realm: i64, head: Head, events: &[Event]) -> Vec<Query<'static>> {
    let mut head = head;
    let entries = events.iter().map(|event| {
        let entry = head.next(*event);
        head = entry.head();
        rows::entry(realm, &entry).insert().into()
    });
    entries.collect()
}

/// `genkanau` in ASCII: the name of the lock among those of other programs.
const LOCK: i64 = 0x67_65_6e_6b_61_6e_61_75;
