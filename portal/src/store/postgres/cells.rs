//! What the limits count: read and written under locks, so that of two
//! charges of one cell neither is lost.
//!
//! The locks are PostgreSQL's advisory ones, which are there for cells that do
//! not exist yet, too. Nobody waits for the disk here, but for a plan that must
//! not be lost: what a server that crashes forgets is the last half second of
//! counts, by its own fault.

use std::collections::BTreeMap;

use deadpool_postgres::{Client, Pool, Transaction};
use genkan::onboarding::Plan;
use genkan::onboarding::limit::{self, Cell, CellId, Charge, Throttled};
use genkan::token::Timestamp;
use tokio_postgres::IsolationLevel;

use super::rows::{bytes, cell, seconds};
use crate::fault::Fault;

type Cells = BTreeMap<CellId, Cell>;

/// Charges every cell, or none.
pub(super) async fn charge(
    pool: &Pool,
    charges: &[Charge],
    now: Timestamp,
) -> Result<Result<(), Throttled>, Fault> {
    let mut client = pool.get().await?;
    let transaction = begin(&mut client).await?;
    let mut cells = read(&transaction, charges, LOCK_SOON).await?;
    let kept: Vec<Option<Cell>> = charges
        .iter()
        .map(|charge| cells.get(&charge.id).copied())
        .collect();
    match limit::charge(&kept, charges, now) {
        Ok(charged) => {
            cells.extend(charges.iter().map(|charge| charge.id).zip(charged));
            write(&transaction, &cells).await?;
            transaction.commit().await?;
            Ok(Ok(()))
        }
        Err(throttled) => {
            transaction.rollback().await?;
            Ok(Err(throttled))
        }
    }
}

/// Gives charges back.
pub(super) async fn refund(pool: &Pool, charges: &[Charge], now: Timestamp) -> Result<(), Fault> {
    let mut client = pool.get().await?;
    let transaction = begin(&mut client).await?;
    let before = read(&transaction, charges, LOCK_SOON).await?;
    give_back(&transaction, before, charges, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Gives charges back as a part of a plan. One that can be lost does not wait
/// for the disk at its end: everybody's sign-ins have cells in common, and each
/// would wait with them locked.
///
/// Whoever has locked an account may wait here for cells; whoever has locked
/// cells waits for no account.
pub(super) async fn refund_within(transaction: &Transaction<'_>, plan: &Plan) -> Result<(), Fault> {
    if plan.refunds.is_empty() {
        return Ok(());
    }
    let lock = if plan.can_be_lost() { LOCK_SOON } else { LOCK };
    let before = read(transaction, &plan.refunds, lock).await?;
    give_back(transaction, before, &plan.refunds, plan.event.at).await
}

async fn give_back(
    transaction: &Transaction<'_>,
    before: Cells,
    charges: &[Charge],
    now: Timestamp,
) -> Result<(), Fault> {
    let mut after = before.clone();
    for charge in charges {
        match limit::refund(after.remove(&charge.id), charge, now) {
            Some(cell) => after.insert(charge.id, cell),
            None => None,
        };
    }
    let gone = before.keys().filter(|id| !after.contains_key(id));
    forget(transaction, gone).await?;
    write(transaction, &after).await
}

async fn begin(client: &mut Client) -> Result<Transaction<'_>, Fault> {
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted);
    Ok(transaction.start().await?)
}

/// Locks the cells and reads those that there are.
async fn read(
    transaction: &Transaction<'_>,
    charges: &[Charge],
    lock: &str,
) -> Result<Cells, Fault> {
    // In one order everywhere, or two transactions would wait for each other.
    let mut locks: Vec<i64> = charges.iter().map(|charge| lock_of(charge.id)).collect();
    locks.sort_unstable();
    locks.dedup();
    let statement = transaction.prepare_cached(lock).await?;
    transaction.execute(&statement, &[&locks]).await?;

    let ids: Vec<[u8; 16]> = charges.iter().map(|charge| charge.id.to_bytes()).collect();
    let ids: Vec<&[u8]> = ids.iter().map(<[u8; 16]>::as_slice).collect();
    let statement = transaction
        .prepare_cached("SELECT id, at, count, ends FROM cells WHERE id = ANY ($1)")
        .await?;
    let rows = transaction.query(&statement, &[&ids]).await?;
    rows.iter()
        .map(|row| Ok((CellId::from_bytes(bytes(row, "id")?), cell(row)?)))
        .collect()
}

async fn write(transaction: &Transaction<'_>, cells: &Cells) -> Result<(), Fault> {
    let ids: Vec<[u8; 16]> = cells.keys().map(|id| id.to_bytes()).collect();
    let ids: Vec<&[u8]> = ids.iter().map(<[u8; 16]>::as_slice).collect();
    let at: Vec<i64> = cells.values().map(|cell| seconds(cell.at)).collect();
    let counts: Vec<i64> = cells.values().map(|cell| cell.count.into()).collect();
    let ends: Vec<Option<i64>> = cells.values().map(|cell| cell.ends.map(seconds)).collect();
    let statement = transaction
        .prepare_cached(
            "INSERT INTO cells (id, at, count, ends)
             SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[])
             ON CONFLICT (id) DO UPDATE
             SET at = excluded.at, count = excluded.count, ends = excluded.ends",
        )
        .await?;
    transaction
        .execute(&statement, &[&ids, &at, &counts, &ends])
        .await?;
    Ok(())
}

async fn forget(
    transaction: &Transaction<'_>,
    ids: impl Iterator<Item = &CellId>,
) -> Result<(), Fault> {
    let ids: Vec<[u8; 16]> = ids.map(|id| id.to_bytes()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let ids: Vec<&[u8]> = ids.iter().map(<[u8; 16]>::as_slice).collect();
    let statement = transaction
        .prepare_cached("DELETE FROM cells WHERE id = ANY ($1)")
        .await?;
    transaction.execute(&statement, &[&ids]).await?;
    Ok(())
}

/// The name of a cell's lock. Two cells that share one wait for each other and
/// lose nothing.
fn lock_of(id: CellId) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = id.to_bytes();
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

const LOCK: &str = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key";
/// And does not wait for the disk at the end.
const LOCK_SOON: &str = "SELECT pg_advisory_xact_lock(key),
         set_config('synchronous_commit', 'off', true)
     FROM unnest($1::bigint[]) AS key";
