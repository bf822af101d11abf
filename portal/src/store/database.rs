use std::path::Path;

use genkan::onboarding::audit::Entry;
use genkan::onboarding::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::{
    Account, Address, CommitError, LetterId, LetterStatus, Outcome, Plan, QueuedLetter, Store,
};
use genkan::token::{AccountId, Record, Selector, Timestamp};

use super::{DatabaseUrl, Postgres, Sqlite};
use crate::fault::Fault;

/// The store that the configuration chose.
#[derive(Clone, Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a third store must be wired in here"
)]
pub enum Database {
    /// One file, no server.
    Sqlite(Sqlite),
    /// A server, for any number of nodes.
    Postgres(Postgres),
}

/// Does the same with either store.
macro_rules! either {
    ($self:expr, $store:ident => $work:expr) => {
        match $self {
            Database::Sqlite($store) => $work,
            Database::Postgres($store) => $work,
        }
    };
}

impl From<Sqlite> for Database {
    fn from(store: Sqlite) -> Self {
        Self::Sqlite(store)
    }
}

impl From<Postgres> for Database {
    fn from(store: Postgres) -> Self {
        Self::Postgres(store)
    }
}

impl Database {
    /// Opens the server's database where there is an address, else the file of
    /// the folder.
    ///
    /// # Errors
    ///
    /// As [`Sqlite::open`] and [`Postgres::open`].
    pub async fn open(url: Option<&DatabaseUrl>, folder: &Path) -> Result<Self, Fault> {
        match url {
            Some(url) => Postgres::open(url).await.map(Self::Postgres),
            None => Sqlite::open(&folder.join("genkan.sqlite")).map(Self::Sqlite),
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where it does not.
    pub async fn ping(&self) -> Result<(), Fault> {
        either!(self, store => store.ping().await)
    }
}

impl Store for Database {
    type Fault = Fault;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Fault> {
        either!(self, store => store.account_by_address(address).await)
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Fault> {
        either!(self, store => store.account(id).await)
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Fault> {
        either!(self, store => store.accounts(after, limit).await)
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Fault> {
        either!(self, store => store.token(selector).await)
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Fault>> {
        either!(self, store => store.commit(plan).await)
    }

    async fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<QueuedLetter>, Fault> {
        either!(self, store => store.lease_letter(now, until).await)
    }

    async fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        either!(self, store => store.settle_letter(id, leased_until, outcome, now).await)
    }

    async fn letters(&self, account: AccountId, limit: u32) -> Result<Vec<LetterStatus>, Fault> {
        either!(self, store => store.letters(account, limit).await)
    }

    async fn outbox(
        &self,
        after: Option<&LetterStatus>,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Fault> {
        either!(self, store => store.outbox(after, limit).await)
    }

    async fn retry_letter(&self, id: LetterId, now: Timestamp) -> Result<bool, Fault> {
        either!(self, store => store.retry_letter(id, now).await)
    }

    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Fault> {
        either!(self, store => store.charge(charges, now).await)
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Fault> {
        either!(self, store => store.refund(charges, now).await)
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Fault> {
        either!(self, store => store.cell(id).await)
    }

    async fn entries(&self, after: u64, limit: u32) -> Result<Vec<Entry>, Fault> {
        either!(self, store => store.entries(after, limit).await)
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Fault> {
        either!(self, store => store.sweep(now).await)
    }
}
