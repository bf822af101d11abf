//! A store in memory: plain maps under one lock.
//!
//! It is the oracle that other stores are held against and what tests of
//! ceremonies run on. It forgets everything when it is dropped. Its futures
//! are ready at once, so that any executor will do, or none.

mod letters;
mod tables;

use alloc::vec::Vec;
use core::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::audit::Entry;
use super::limit::{Cell, CellId, Charge, Throttled, charge};
use super::{
    Account, Address, CommitError, LetterId, LetterStatus, Outcome, Plan, QueuedLetter, Store,
};
use crate::token::{AccountId, Record, Selector, Timestamp};
use tables::Tables;

/// A store in memory.
///
/// The identities of its letters are a count, not random: they are told apart
/// within one store only.
#[derive(Debug, Default)]
pub struct Memory {
    tables: Mutex<Tables>,
}

impl Memory {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        // Nothing is half written: see `commit`.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A store of its own, with everything as it is now.
impl Clone for Memory {
    fn clone(&self) -> Self {
        Self {
            tables: Mutex::new(self.tables().clone()),
        }
    }
}

impl Store for Memory {
    type Fault = Infallible;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Infallible> {
        Ok(self.tables().by_address(address).cloned())
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Infallible> {
        Ok(self.tables().accounts.get(&id).cloned())
    }

    async fn accounts(
        &self,
        after: Option<&Address>,
        limit: u32,
    ) -> Result<Vec<Account>, Infallible> {
        Ok(self.tables().listed(after, limit))
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Infallible> {
        let tables = self.tables();
        let found = tables.records.get(&selector).and_then(|record| {
            let account = tables.accounts.get(&record.principal.account()?)?;
            Some((record.clone(), account.clone()))
        });
        Ok(found)
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Infallible>> {
        let mut tables = self.tables();
        // On a copy, so that a plan that fails halfway has changed nothing.
        let mut changed = tables.clone();
        changed.apply(plan).ok_or(CommitError::Conflict)?;
        *tables = changed;
        Ok(())
    }

    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Infallible> {
        let mut tables = self.tables();
        let cells: Vec<Option<Cell>> = charges
            .iter()
            .map(|charge| tables.cells.get(&charge.id).copied())
            .collect();
        Ok(charge(&cells, charges, now).map(|charged| {
            let ids = charges.iter().map(|charge| charge.id);
            tables.cells.extend(ids.zip(charged));
        }))
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Infallible> {
        self.tables().refund(charges, now);
        Ok(())
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Infallible> {
        Ok(self.tables().cells.get(&id).copied())
    }

    async fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<QueuedLetter>, Infallible> {
        Ok(self.tables().letters.lease(now, until))
    }

    async fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        Ok(self
            .tables()
            .letters
            .settle(id, leased_until, outcome, now)
            .is_some())
    }

    async fn letters(
        &self,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Infallible> {
        Ok(self.tables().letters.of(account, limit))
    }

    async fn outbox(
        &self,
        after: Option<&LetterStatus>,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Infallible> {
        Ok(self.tables().letters.unsent(after, limit))
    }

    async fn retry_letter(&self, id: LetterId, now: Timestamp) -> Result<bool, Infallible> {
        Ok(self.tables().letters.retry(id, now).is_some())
    }

    async fn entries(&self, after: u64, limit: u32) -> Result<Vec<Entry>, Infallible> {
        let tables = self.tables();
        let later = tables.entries.iter().filter(|entry| entry.seq > after);
        Ok(later.take(limit as usize).copied().collect())
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Infallible> {
        self.tables().sweep(now);
        Ok(())
    }
}
