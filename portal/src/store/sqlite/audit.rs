//! The audit log: entries are added at its end.

use genkan::onboarding::Event;
use genkan::onboarding::audit::{Hash, Head};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::seconds;
use crate::fault::Fault;

/// Adds an entry. The transaction has the write lock from its beginning on, so
/// that no number is given twice.
pub(super) fn append(connection: &Connection, event: Event) -> Result<(), Fault> {
    let head = connection
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get::<_, i64>(0)?.cast_unsigned(),
                hash: Hash::from_bytes(row.get(1)?),
            })
        })
        .optional()?
        .unwrap_or(Head::EMPTY);
    let entry = head.next(event);
    connection
        .prepare_cached(
            "INSERT INTO audit (seq, previous, at, account, kind, actor, operator, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            entry.seq.cast_signed(),
            entry.previous.to_bytes(),
            seconds(event.at),
            event.account.to_bytes(),
            event.kind.code(),
            event.actor.code(),
            event.actor.operator().map(|operator| operator.to_bytes()),
            entry.hash.to_bytes(),
        ])?;
    Ok(())
}
