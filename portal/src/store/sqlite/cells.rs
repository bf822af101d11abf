//! What the limits count.

use genkan::onboarding::limit::{self, Cell, CellId, Charge, Throttled};
use genkan::token::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::{cell, seconds};
use crate::fault::Fault;

/// Charges every cell, or none.
pub(super) fn charge(
    connection: &Connection,
    charges: &[Charge],
    now: Timestamp,
) -> Result<Result<(), Throttled>, Fault> {
    let mut kept = Vec::with_capacity(charges.len());
    for charge in charges {
        kept.push(find(connection, charge.id)?);
    }
    match limit::charge(&kept, charges, now) {
        Err(throttled) => Ok(Err(throttled)),
        Ok(charged) => {
            for (charge, cell) in charges.iter().zip(charged) {
                keep(connection, charge.id, cell)?;
            }
            Ok(Ok(()))
        }
    }
}

/// Gives charges back.
pub(super) fn refund(
    connection: &Connection,
    charges: &[Charge],
    now: Timestamp,
) -> Result<(), Fault> {
    for charge in charges {
        match limit::refund(find(connection, charge.id)?, charge, now) {
            Some(cell) => keep(connection, charge.id, cell)?,
            None => {
                connection
                    .prepare_cached("DELETE FROM cells WHERE id = ?1")?
                    .execute([charge.id.to_bytes()])?;
            }
        }
    }
    Ok(())
}

pub(super) fn find(connection: &Connection, id: CellId) -> Result<Option<Cell>, Fault> {
    Ok(connection
        .prepare_cached("SELECT at, count, ends FROM cells WHERE id = ?1")?
        .query_row([id.to_bytes()], cell)
        .optional()?)
}

fn keep(connection: &Connection, id: CellId, cell: Cell) -> Result<(), Fault> {
    connection
        .prepare_cached("REPLACE INTO cells (id, at, count, ends) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            id.to_bytes(),
            seconds(cell.at),
            cell.count,
            cell.ends.map(seconds)
        ])?;
    Ok(())
}
