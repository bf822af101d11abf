//! Limits: their laws, compared with naive oracles that remember everything,
//! and their promises to owners.

mod charge;
mod failures;
mod limits;
mod rate;

use genkan::limit::{self, Cell, CellId, Charge, Limit, LimitName, Throttled};
use genkan::time::Timestamp;

const NOW: u64 = 1_800_000_000;

/// A day and an hour: a wrong clock wrote a cell that is further ahead.
const TOLERATED: u64 = 25 * 60 * 60;

fn at(seconds: u64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

fn charge_of(limit: Limit) -> Charge {
    Charge {
        id: CellId::from_bytes([1; CellId::LENGTH]),
        by: LimitName::LinkAddress,
        limit,
    }
}

/// One cell, as a store keeps it.
#[derive(Clone, Copy, Default)]
struct Kept(Option<Cell>);

impl Kept {
    fn charge(&mut self, charge: Charge, now: u64) -> Result<(), Throttled> {
        let cells = limit::charge(&[self.0], &[charge], at(now))?;
        self.0 = Some(cells[0]);
        Ok(())
    }

    fn refund(&mut self, charge: Charge, now: u64) {
        self.0 = limit::refund(self.0, &charge, at(now));
    }

    /// Deletes cells that have ended, as a store does.
    fn sweep(&mut self, now: u64) {
        let has_ended = |cell: &Cell| cell.ends.is_some_and(|ends| ends <= at(now));
        self.0 = self.0.filter(|cell| !has_ended(cell));
    }
}
