//! What the limits count.

use genkan::limit::{self, Cell, CellId, Charge, Throttled};
use genkan::onboarding::Counters;
use genkan::time::Timestamp;
use rusqlite::Connection;

use super::super::columns::values;
use super::super::{Error, rows, sql};
use super::{Sqlite, query};

impl Counters for Sqlite {
    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Error> {
        let (realm, charges) = (self.realm, charges.to_vec());
        self.write(move |connection| charge(connection, realm, &charges, now))
            .await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Error> {
        let (realm, charges) = (self.realm, charges.to_vec());
        self.write(move |connection| refund(connection, realm, &charges, now))
            .await
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Error> {
        self.readers
            .look(|connection| find(connection, self.realm, id))
    }
}

pub(super) fn charge(
    connection: &Connection,
    realm: i64,
    charges: &[Charge],
    now: Timestamp,
) -> Result<Result<(), Throttled>, Error> {
    let mut cells = Vec::with_capacity(charges.len());
    for charge in charges {
        cells.push(find(connection, realm, charge.id)?);
    }
    let charged = match limit::charge(&cells, charges, now) {
        Err(throttled) => return Ok(Err(throttled)),
        Ok(charged) => charged,
    };
    for (charge, cell) in charges.iter().zip(charged) {
        write(connection, realm, charge.id, cell)?;
    }
    Ok(Ok(()))
}

pub(super) fn refund(
    connection: &Connection,
    realm: i64,
    charges: &[Charge],
    now: Timestamp,
) -> Result<(), Error> {
    for charge in charges {
        match limit::refund(find(connection, realm, charge.id)?, charge, now) {
            Some(cell) => write(connection, realm, charge.id, cell)?,
            None => {
                let sql = "DELETE FROM counters WHERE realm = ?1 AND id = ?2";
                query::execute(connection, sql, &values![realm, charge.id.to_bytes()])?;
            }
        }
    }
    Ok(())
}

fn find(connection: &Connection, realm: i64, id: CellId) -> Result<Option<Cell>, Error> {
    query::one(connection, sql::CELL, &values![realm, id.to_bytes()])
}

fn write(connection: &Connection, realm: i64, id: CellId, cell: Cell) -> Result<(), Error> {
    query::run(connection, &rows::cell(realm, id, cell).upsert()).map(drop)
}
