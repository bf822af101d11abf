//! PostgreSQL: when one machine is not enough.

mod audit;
mod cells;
mod commit;
mod failure;
mod letters;
mod migrate;
mod pool;
mod rows;
mod tls;

use std::fmt;

use deadpool_postgres::{Client, Pool};
use genkan::onboarding::audit::Entry;
use genkan::onboarding::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::{
    Account, Address, CommitError, LETTERS_KEPT, LetterId, LetterStatus, Outcome, Plan,
    QueuedLetter, Store,
};
use genkan::token::{AccountId, Record, Selector, Timestamp};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::{DatabaseUrl, entries_from};
use crate::fault::Fault;
use rows::{ACCOUNT, LETTER, RECORD, account, cell, entry, letter, record, seconds};

pub use failure::Failure;

/// A store on a server, shared by every clone and by every node.
#[derive(Clone)]
pub struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects, and makes or migrates the tables.
    ///
    /// # Errors
    ///
    /// [`Fault::Postgres`] where the server cannot be used,
    /// [`Fault::StoreVersion`] where a newer program wrote the tables,
    /// [`Fault::StoreEncoding`] where the database keeps no Unicode,
    /// [`Fault::File`] where the file of authorities cannot be read.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, Fault> {
        let pool = pool::open(url)?;
        migrate::migrate(&mut pool.get().await?).await?;
        Ok(Self { pool })
    }

    /// As [`Postgres::open`], where there are tables already; makes none where
    /// there are not.
    ///
    /// # Errors
    ///
    /// As [`Postgres::open`].
    pub async fn open_existing(url: &DatabaseUrl) -> Result<Option<Self>, Fault> {
        let pool = pool::open(url)?;
        let mut client = pool.get().await?;
        let sql = "SELECT to_regclass('schema_version') IS NOT NULL";
        if !client.query_one(sql, &[]).await?.try_get::<_, bool>(0)? {
            return Ok(None);
        }
        migrate::migrate(&mut client).await?;
        drop(client);
        Ok(Some(Self { pool }))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// [`Fault::Postgres`] where it does not.
    pub async fn ping(&self) -> Result<(), Fault> {
        self.row("SELECT 1", &[]).await.map(drop)
    }

    async fn client(&self) -> Result<Client, Fault> {
        Ok(self.pool.get().await?)
    }

    async fn row(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>, Fault> {
        let client = self.client().await?;
        let statement = client.prepare_cached(sql).await?;
        Ok(client.query_opt(&statement, values).await?)
    }

    async fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Fault> {
        let client = self.client().await?;
        let statement = client.prepare_cached(sql).await?;
        Ok(client.query(&statement, values).await?)
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postgres(..)")
    }
}

impl Store for Postgres {
    type Fault = Fault;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Fault> {
        let sql = format!(
            "SELECT {ACCOUNT} FROM accounts WHERE address_key = $1
             ORDER BY state = 'removed', state_at DESC LIMIT 1"
        );
        let row = self.row(&sql, &[&address.key()]).await?;
        row.as_ref().map(account).transpose()
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Fault> {
        let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE id = $1");
        let row = self.row(&sql, &[&id.to_bytes().as_slice()]).await?;
        row.as_ref().map(account).transpose()
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Fault> {
        let after = after.map(Address::key).unwrap_or_default();
        let sql = format!(
            "SELECT {ACCOUNT} FROM accounts WHERE state <> 'removed' AND address_key > $1
             ORDER BY address_key LIMIT $2"
        );
        let rows = self.rows(&sql, &[&after, &i64::from(limit)]).await?;
        rows.iter().map(account).collect()
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Fault> {
        let sql = format!(
            "SELECT {ACCOUNT}, {RECORD} FROM tokens JOIN accounts ON accounts.id = tokens.account
             WHERE selector = $1"
        );
        let row = self.row(&sql, &[&selector.to_bytes().as_slice()]).await?;
        row.map(|row| Ok((record(&row)?, account(&row)?)))
            .transpose()
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Fault>> {
        commit::commit(&self.pool, &plan)
            .await
            .map_err(CommitError::Fault)?
            .then_some(())
            .ok_or(CommitError::Conflict)
    }

    async fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<QueuedLetter>, Fault> {
        letters::lease(&self.client().await?, now, until).await
    }

    async fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        letters::settle(&self.client().await?, id, leased_until, &outcome, now).await
    }

    async fn letters(&self, account: AccountId, limit: u32) -> Result<Vec<LetterStatus>, Fault> {
        let sql = format!(
            "SELECT {LETTER} FROM letters WHERE account = $1
             ORDER BY queued_at DESC, id DESC LIMIT $2"
        );
        let owner = account.to_bytes();
        let rows = self
            .rows(&sql, &[&owner.as_slice(), &i64::from(limit)])
            .await?;
        rows.iter().map(letter).collect()
    }

    async fn outbox(
        &self,
        after: Option<&LetterStatus>,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Fault> {
        // Before the first: an identity has more bytes than none.
        let (at, id) = after.map_or((0, Vec::new()), |letter| {
            (seconds(letter.queued_at), letter.id.to_bytes().to_vec())
        });
        let sql = format!(
            "SELECT {LETTER} FROM letters
             WHERE state <> 'sent' AND (queued_at, id) > ($1, $2)
             ORDER BY queued_at, id LIMIT $3"
        );
        let rows = self.rows(&sql, &[&at, &id, &i64::from(limit)]).await?;
        rows.iter().map(letter).collect()
    }

    async fn retry_letter(&self, id: LetterId, now: Timestamp) -> Result<bool, Fault> {
        letters::retry(&self.client().await?, id, now).await
    }

    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Fault> {
        cells::charge(&self.pool, charges, now).await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Fault> {
        cells::refund(&self.pool, charges, now).await
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Fault> {
        let sql = "SELECT at, count, ends FROM cells WHERE id = $1";
        let row = self.row(sql, &[&id.to_bytes().as_slice()]).await?;
        row.as_ref().map(cell).transpose()
    }

    async fn entries(&self, after: u64, limit: u32) -> Result<Vec<Entry>, Fault> {
        let Some(from) = entries_from(after) else {
            return Ok(Vec::new());
        };
        let sql = "SELECT seq, previous, at, account, kind, actor, operator, hash FROM audit
             WHERE seq >= $1 ORDER BY seq LIMIT $2";
        let rows = self.rows(sql, &[&from, &i64::from(limit)]).await?;
        rows.iter().map(entry).collect()
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Fault> {
        // What a commit is just deleting is passed over: two that delete the
        // same rows in different orders would wait for each other.
        let client = self.client().await?;
        let forgotten = now.unix_seconds().saturating_sub(LETTERS_KEPT);
        let forgotten = seconds(Timestamp::from_unix_seconds(forgotten));
        let now = seconds(now);
        for (sql, time) in [
            (
                "DELETE FROM tokens WHERE selector IN (
                     SELECT selector FROM tokens WHERE expires_at <= $1 FOR UPDATE SKIP LOCKED
                 )",
                now,
            ),
            ("DELETE FROM cells WHERE ends <= $1", now),
            (
                "DELETE FROM letters WHERE state <> 'queued' AND settled_at <= $1",
                forgotten,
            ),
        ] {
            client.execute(sql, &[&time]).await?;
        }
        Ok(())
    }
}
