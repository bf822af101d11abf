use alloc::vec::Vec;

use super::{Cell, CellId, Failures, LimitName, Rate, Throttled};
use crate::time::Timestamp;

/// One unit to take from one cell under one limit.
///
/// # Examples
///
/// ```
/// use genkan::limit::{CellId, Charge, Limit, LimitName, Rate, charge};
/// use genkan::time::Timestamp;
///
/// let once_a_minute = Charge {
///     id: CellId::from_bytes([1; 16]),
///     by: LimitName::LinkPause,
///     limit: Limit::Rate(Rate::new(1, 60).unwrap()),
/// };
/// let now = Timestamp::from_unix_seconds(1_800_000_000);
/// let [cell] = charge(&[None], &[once_a_minute], now).unwrap()[..] else {
///     panic!("a cell for each charge");
/// };
/// assert!(charge(&[Some(cell)], &[once_a_minute], now).is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a test of a store makes them")]
pub struct Charge {
    /// The cell.
    pub id: CellId,
    /// Which limit it is.
    pub by: LimitName,
    /// How much it allows.
    pub limit: Limit,
}

/// The amount that is allowed.
///
/// # Examples
///
/// ```
/// use genkan::limit::{Failures, Limit, Rate};
///
/// let requests = Limit::Rate(Rate::new(5, 9_000).unwrap());
/// let guesses = Limit::Failures(Failures::new(5, 30, 3_600, 50).unwrap());
/// assert_ne!(requests, guesses);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Limit {
    /// Units over time.
    Rate(Rate),
    /// Consecutive wrong guesses.
    Failures(Failures),
}

/// Charges every cell, or none.
///
/// `cells` are the stored ones, in the order of the charges; `None` if none is
/// stored. A missing tail counts as `None`. Store the returned cells in their
/// place, in the same order. A cell that is named twice is charged twice; store
/// the last one.
///
/// A store calls this inside the transaction that reads and writes the cells.
/// Two transactions that charge the same cell must not both read it before
/// either writes, not even if it does not exist yet. [`Limits`] names the
/// cells in ascending order of their identities, so that two transactions
/// that lock them in that order cannot deadlock.
///
/// # Errors
///
/// [`Throttled`]. Write nothing then.
///
/// [`Limits`]: super::Limits
pub fn charge(
    cells: &[Option<Cell>],
    charges: &[Charge],
    now: Timestamp,
) -> Result<Vec<Cell>, Throttled> {
    let mut charged: Vec<(CellId, Cell)> = Vec::with_capacity(charges.len());
    let mut refused: Option<Throttled> = None;
    let kept = cells.iter().copied().chain(core::iter::repeat(None));
    for (charge, kept) in charges.iter().zip(kept) {
        let twice = charged.iter().rev().find(|(id, _)| *id == charge.id);
        let cell = twice.map(|(_, cell)| *cell).or(kept);
        match charge.apply(cell, now) {
            Ok(cell) => charged.push((charge.id, cell)),
            Err(throttled) => {
                refused = Some(refused.map_or(throttled, |other| other.or(throttled)));
            }
        }
    }
    match refused {
        Some(throttled) => Err(throttled),
        None => Ok(charged.into_iter().map(|(_, cell)| cell).collect()),
    }
}

/// Refunds the charge of a success: one unit of a rate, or all failures.
///
/// Store the returned cell in the cell's place; `None` means that the cell is
/// to be deleted. A store does it in one transaction, as for [`charge`].
#[must_use]
pub fn refund(cell: Option<Cell>, charge: &Charge, now: Timestamp) -> Option<Cell> {
    match charge.limit {
        Limit::Rate(rate) => rate.refund(cell.filter(|cell| !cell.has_ended(now))?, now),
        // NIST SP 800-63B-4 section 3.2.2: a success disregards the failures.
        Limit::Failures(_) => None,
    }
}

impl Charge {
    fn apply(&self, cell: Option<Cell>, now: Timestamp) -> Result<Cell, Throttled> {
        let cell = cell.filter(|cell| !cell.has_ended(now));
        let until = match self.limit {
            Limit::Rate(rate) => rate.charge(cell, now).map_err(Some),
            Limit::Failures(failures) => failures.charge(cell, now),
        };
        until.map_err(|until| Throttled { by: self.by, until })
    }
}

impl Throttled {
    /// Returns the one that reveals less; of two that reveal the same, the one
    /// that lasts longer.
    fn or(self, other: Self) -> Self {
        let rank = |throttled: Self| {
            let Self { by, until } = throttled;
            // A refusal without an end lasts longest.
            (!by.reveals_account(), until.is_none(), until)
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}
