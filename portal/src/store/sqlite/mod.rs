//! SQLite: one file, no server.

mod audit;
mod cells;
mod commit;
mod job;
mod letters;
mod migrate;
mod readers;
mod rows;
mod writer;

use std::path::Path;
use std::time::Duration;

use genkan::onboarding::audit::Entry;
use genkan::onboarding::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::{
    Account, Address, CommitError, LETTERS_KEPT, LetterId, LetterStatus, Outcome, Plan,
    QueuedLetter, Store,
};
use genkan::token::{AccountId, Record, Selector, Timestamp};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::entries_from;
use crate::fault::Fault;
use job::Safety;
use readers::Readers;
use rows::{ACCOUNT, ENTRY, RECORD, account, entry, record, seconds};
use writer::Writer;

/// A store in one file, shared by every clone.
#[derive(Clone, Debug)]
pub struct Sqlite {
    readers: Readers,
    writer: Writer,
}

impl Sqlite {
    /// Opens the file, making it where there is none.
    ///
    /// # Errors
    ///
    /// [`Fault::Store`] where it cannot be opened, [`Fault::StoreVersion`]
    /// where a newer program wrote it.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let mut connection = connect(path)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Readers go on while one writes; a commit is on the disk when it
        // returns, because a link that was used must stay used.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is deleted, such as a used token's MAC, leaves no copy behind.
        connection.pragma_update(None, "secure_delete", true)?;
        // A savepoint keeps the pages that it may have to restore: in memory, and
        // not in a file in a folder that everybody has.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
        migrate::migrate(&mut connection)?;
        Ok(Self {
            readers: Readers::new(path),
            writer: Writer::start(connection)?,
        })
    }

    /// Whether the database answers, to those who read and to those who write.
    ///
    /// # Errors
    ///
    /// [`Fault::Store`] where it does not.
    pub async fn ping(&self) -> Result<(), Fault> {
        let ask = |connection: &Connection| -> Result<(), Fault> {
            Ok(connection.query_row("SELECT 1", [], |_| Ok(()))?)
        };
        self.readers.look(ask)?;
        self.write(Safety::Now, ask).await
    }

    /// Writes what no other write can make impossible.
    async fn write<T: Send + 'static>(
        &self,
        safety: Safety,
        work: impl Fn(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let work = move |connection: &Connection| work(connection).map_err(CommitError::Fault);
        self.writer
            .write(safety, work)
            .await
            .map_err(|error| match error {
                CommitError::Fault(fault) => fault,
                CommitError::Conflict => Fault::NotWritten,
            })
    }
}

impl Store for Sqlite {
    type Fault = Fault;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Fault> {
        let key = address.key();
        self.readers.look(|connection| {
            let living = format!("SELECT {ACCOUNT} FROM accounts WHERE address_key = ?1");
            let removed = format!(
                "SELECT {ACCOUNT} FROM accounts WHERE removed_key = ?1
                 ORDER BY state_at DESC LIMIT 1"
            );
            for sql in [living, removed] {
                let mut statement = connection.prepare_cached(&sql)?;
                let found = statement.query_row([&key], |row| Ok(account(row)));
                if let Some(account) = found.optional()? {
                    return account.map(Some);
                }
            }
            Ok(None)
        })
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Fault> {
        self.readers.look(|connection| {
            let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE id = ?1");
            let mut statement = connection.prepare_cached(&sql)?;
            statement
                .query_row([id.to_bytes()], |row| Ok(account(row)))
                .optional()?
                .transpose()
        })
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Fault> {
        let after = after.map(Address::key).unwrap_or_default();
        let work = move |connection: &Connection| {
            let sql = format!(
                "SELECT {ACCOUNT} FROM accounts WHERE address_key > ?1 ORDER BY address_key LIMIT ?2"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![after, limit], |row| Ok(account(row)))?;
            rows.map(|row| row?).collect()
        };
        self.readers.read(work).await
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Fault> {
        self.readers.look(|connection| {
            let sql = format!(
                "SELECT {ACCOUNT}, {RECORD} FROM tokens JOIN accounts ON accounts.id = tokens.account
                 WHERE selector = ?1"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            statement
                .query_row([selector.to_bytes()], |row| Ok((record(row), account(row))))
                .optional()?
                .map(|(record, account)| Ok((record?, account?)))
                .transpose()
        })
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Fault>> {
        // The log is written in one order: what is there is there with all that
        // came before it.
        let safety = if plan.can_be_lost() {
            Safety::Soon
        } else {
            Safety::Now
        };
        let work = move |connection: &Connection| commit::commit(connection, &plan);
        self.writer.write(safety, work).await
    }

    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Fault> {
        let charges = charges.to_vec();
        let work = move |connection: &Connection| cells::charge(connection, &charges, now);
        self.write(Safety::Soon, work).await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Fault> {
        let charges = charges.to_vec();
        let work = move |connection: &Connection| cells::refund(connection, &charges, now);
        self.write(Safety::Soon, work).await
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Fault> {
        self.readers.look(|connection| cells::find(connection, id))
    }

    async fn lease_letter(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<QueuedLetter>, Fault> {
        let work = move |connection: &Connection| letters::lease(connection, now, until);
        self.write(Safety::Now, work).await
    }

    async fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let work = move |connection: &Connection| {
            letters::settle(connection, id, leased_until, &outcome, now)
        };
        self.write(Safety::Now, work).await
    }

    async fn letters(&self, account: AccountId, limit: u32) -> Result<Vec<LetterStatus>, Fault> {
        let work = move |connection: &Connection| letters::of(connection, account, limit);
        self.readers.read(work).await
    }

    async fn outbox(
        &self,
        after: Option<&LetterStatus>,
        limit: u32,
    ) -> Result<Vec<LetterStatus>, Fault> {
        let after = after.map(|letter| (letter.queued_at, letter.id));
        let work = move |connection: &Connection| letters::unsent(connection, after, limit);
        self.readers.read(work).await
    }

    async fn retry_letter(&self, id: LetterId, now: Timestamp) -> Result<bool, Fault> {
        let work = move |connection: &Connection| letters::retry(connection, id, now);
        self.write(Safety::Now, work).await
    }

    async fn entries(&self, after: u64, limit: u32) -> Result<Vec<Entry>, Fault> {
        let Some(from) = entries_from(after) else {
            return Ok(Vec::new());
        };
        let work = move |connection: &Connection| {
            let sql = format!("SELECT {ENTRY} FROM audit WHERE seq >= ?1 ORDER BY seq LIMIT ?2");
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![from, limit], |row| Ok(entry(row)))?;
            rows.map(|row| row?).collect()
        };
        self.readers.read(work).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Fault> {
        let forgotten = now.unix_seconds().saturating_sub(LETTERS_KEPT);
        let forgotten = seconds(Timestamp::from_unix_seconds(forgotten));
        let now = seconds(now);
        for (table, key, ended, time) in [
            ("tokens", "selector", "expires_at <= ?1", now),
            ("cells", "id", "ends <= ?1", now),
            (
                "letters",
                "id",
                "state <> 'queued' AND settled_at <= ?1",
                forgotten,
            ),
        ] {
            // Looked for by a reader, so that nobody who writes waits for it;
            // deleted a few at a time, where it is still so.
            let find = format!("SELECT {key} FROM {table} WHERE {ended}");
            let work = move |connection: &Connection| {
                let mut statement = connection.prepare(&find)?;
                let rows = statement.query_map([time], |row| row.get(0))?;
                Ok(rows.collect::<Result<Vec<[u8; 16]>, _>>()?)
            };
            let found = self.readers.read(work).await?;
            for some in found.chunks(SWEPT) {
                let some = some.to_vec();
                let delete = format!("DELETE FROM {table} WHERE {ended} AND {key} = ?2");
                let work = move |connection: &Connection| {
                    for key in &some {
                        let mut statement = connection.prepare_cached(&delete)?;
                        statement.execute(params![time, key])?;
                    }
                    Ok(())
                };
                self.write(Safety::Now, work).await?;
            }
        }
        Ok(())
    }
}

fn connect(path: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    // A statement is planned once, not anew for every value that is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// How long a writer waits for another process's transaction.
const BUSY: Duration = Duration::from_secs(10);
/// More than there are statements.
const STATEMENTS: usize = 64;
/// In KiB, negative: enough for the tables of 100,000 accounts.
const CACHE: i32 = -64 * 1024;
/// In pages of 4 KiB: the tables themselves are written when so much has
/// changed.
const CHECKPOINT: u32 = 8192;
/// How many rows are deleted in one piece of work.
const SWEPT: usize = 512;
