//! What the limits count: read and written under locks, so that of two charges
//! of one cell neither is lost.
//!
//! The locks are PostgreSQL's advisory ones, because a cell that does not exist
//! yet needs one, too. A transaction that holds them does not wait for the disk:
//! all sign-ins have cells in common, and each would wait with them locked. A
//! server that crashes loses the counts of the last half second; a plan that
//! refunds waits for the disk afterwards.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use genkan::limit::{self, Cell, CellId, Charge, Throttled};
use genkan::onboarding::Counters;
use genkan::time::Timestamp;

use super::super::columns::{Read, values};
use super::super::{Error, rows, sql};
use super::{Postgres, begin, query};

type Cells = BTreeMap<CellId, Cell>;

impl Counters for Postgres {
    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Error> {
        let mut client = self.client().await?;
        let transaction = begin(&mut client).await?;
        let cells = lock(&transaction, self.realm, charges).await?;
        let stored: Vec<Option<Cell>> = charges
            .iter()
            .map(|charge| cells.get(&charge.id).copied())
            .collect();
        match limit::charge(&stored, charges, now) {
            Ok(charged) => {
                for (charge, cell) in charges.iter().zip(charged) {
                    write(&transaction, self.realm, charge.id, Some(cell)).await?;
                }
                transaction.commit().await?;
                Ok(Ok(()))
            }
            Err(throttled) => {
                transaction.rollback().await?;
                Ok(Err(throttled))
            }
        }
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Error> {
        let mut client = self.client().await?;
        let transaction = begin(&mut client).await?;
        refund(&transaction, self.realm, charges, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Error> {
        self.one(sql::CELL, &values![self.realm, id.to_bytes()])
            .await
    }
}

/// Refunds charges, as a part of a plan or alone.
///
/// A transaction that has locked an account may wait here for cells. One that
/// has locked cells waits for no account.
pub(super) async fn refund(
    transaction: &Transaction<'_>,
    realm: i64,
    charges: &[Charge],
    now: Timestamp,
) -> Result<(), Error> {
    if charges.is_empty() {
        return Ok(());
    }
    let mut cells = lock(transaction, realm, charges).await?;
    for charge in charges {
        let cell = limit::refund(cells.remove(&charge.id), charge, now);
        cells.extend(cell.map(|cell| (charge.id, cell)));
        write(transaction, realm, charge.id, cell).await?;
    }
    Ok(())
}

/// Locks the cells and reads those that exist.
async fn lock(
    transaction: &Transaction<'_>,
    realm: i64,
    charges: &[Charge],
) -> Result<Cells, Error> {
    // In one order everywhere, or two transactions would wait for each other.
    let mut locks: Vec<i64> = charges
        .iter()
        .map(|charge| realm ^ lock_of(charge.id))
        .collect();
    locks.sort_unstable();
    locks.dedup();
    let statement = transaction.prepare_cached(LOCK).await?;
    transaction.execute(&statement, &[&locks]).await?;

    let ids: Vec<[u8; 16]> = charges.iter().map(|charge| charge.id.to_bytes()).collect();
    let ids: Vec<&[u8]> = ids.iter().map(<[u8; 16]>::as_slice).collect();
    let sql = "SELECT * FROM counters WHERE realm = $1 AND id = ANY ($2)";
    let statement = transaction.prepare_cached(sql).await?;
    let rows = transaction.query(&statement, &[&realm, &ids]).await?;
    rows.iter().map(Read::read).collect()
}

/// Writes a cell, or deletes it.
async fn write(
    transaction: &Transaction<'_>,
    realm: i64,
    id: CellId,
    cell: Option<Cell>,
) -> Result<(), Error> {
    let Some(cell) = cell else {
        let sql = "DELETE FROM counters WHERE realm = $1 AND id = $2";
        query::execute(transaction, sql, &values![realm, id.to_bytes()]).await?;
        return Ok(());
    };
    query::run(transaction, &rows::cell(realm, id, cell).upsert()).await?;
    Ok(())
}

/// The name of a cell's lock. Two cells that share one wait for each other and
/// lose nothing.
fn lock_of(id: CellId) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = id.to_bytes();
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

const LOCK: &str = "SELECT pg_advisory_xact_lock(key),
         set_config('synchronous_commit', 'off', true)
     FROM unnest($1::bigint[]) AS key";
