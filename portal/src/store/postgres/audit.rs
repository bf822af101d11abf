//! The audit log: entries are added at its end.

use deadpool_postgres::Transaction;
use genkan::onboarding::Event;
use genkan::onboarding::audit::{Hash, Head};

use super::rows::{bytes, seconds};
use crate::fault::Fault;

/// Adds an entry. It is the last thing that a transaction does: from here on
/// every other one that adds an entry waits until this one is on the disk.
pub(super) async fn append(transaction: &Transaction<'_>, event: Event) -> Result<(), Fault> {
    let lock = transaction
        .prepare_cached("SELECT pg_advisory_xact_lock($1)")
        .await?;
    transaction.execute(&lock, &[&LOCK]).await?;
    // A statement of its own, because it must see what was committed while
    // the lock was waited for.
    let last = transaction
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        .await?;
    let head = match transaction.query_opt(&last, &[]).await? {
        None => Head::EMPTY,
        Some(row) => Head {
            seq: row.try_get::<_, i64>("seq")?.cast_unsigned(),
            hash: Hash::from_bytes(bytes(&row, "hash")?),
        },
    };
    let entry = head.next(event);
    let operator = event.actor.operator().map(|operator| operator.to_bytes());
    let insert = transaction
        .prepare_cached(
            "INSERT INTO audit (seq, previous, at, account, kind, actor, operator, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .await?;
    transaction
        .execute(
            &insert,
            &[
                &entry.seq.cast_signed(),
                &entry.previous.to_bytes().as_slice(),
                &seconds(event.at),
                &event.account.to_bytes().as_slice(),
                &event.kind.code(),
                &event.actor.code(),
                &operator.as_ref().map(<[u8; 16]>::as_slice),
                &entry.hash.to_bytes().as_slice(),
            ],
        )
        .await?;
    Ok(())
}

/// `genkanau` in ASCII: the name of the lock among those of other programs.
const LOCK: i64 = 0x67_65_6e_6b_61_6e_61_75;
