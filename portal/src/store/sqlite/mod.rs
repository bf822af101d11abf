//! SQLite: one file, no server.

mod commit;
mod letters;
mod rows;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use genkan::onboarding::{
    Account, Address, CommitError, LetterId, Outcome, Plan, QueuedLetter, Store,
};
use genkan::token::{AccountId, Record, Selector, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::fault::Fault;
use rows::{ACCOUNT, RECORD, account, record, seconds};

/// A store in one file, shared by every clone.
#[derive(Clone, Debug)]
pub struct Sqlite {
    connection: Arc<Mutex<Connection>>,
}

impl Sqlite {
    /// Opens the file, making it where there is none.
    ///
    /// # Errors
    ///
    /// [`Fault::Store`] where it cannot be opened, [`Fault::StoreVersion`]
    /// where a newer program wrote it.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY)?;
        // Readers go on while one writes; a commit is on the disk when it
        // returns, because a link that was used must stay used.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted, such as a used token's MAC, leaves no copy behind.
        connection.pragma_update(None, "secure_delete", true)?;
        migrate(&mut connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// [`Fault::Store`] where it does not.
    pub async fn ping(&self) -> Result<(), Fault> {
        self.run(|connection| Ok(connection.query_row("SELECT 1", [], |_| Ok(()))?))
            .await
    }

    /// Runs blocking work on the connection, off the async threads.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let connection = Arc::clone(&self.connection);
        tokio::task::spawn_blocking(move || {
            // A transaction that a panic has interrupted was rolled back.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        })
        .await
        .map_err(|_| Fault::Stopped)?
    }
}

impl Store for Sqlite {
    type Fault = Fault;

    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Fault> {
        let key = address.key();
        self.run(move |connection| {
            let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE address_key = ?1");
            let mut statement = connection.prepare_cached(&sql)?;
            statement
                .query_row([key], |row| Ok(account(row)))
                .optional()?
                .transpose()
        })
        .await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Fault> {
        self.run(move |connection| {
            let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE id = ?1");
            let mut statement = connection.prepare_cached(&sql)?;
            statement
                .query_row([id.to_bytes()], |row| Ok(account(row)))
                .optional()?
                .transpose()
        })
        .await
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Fault> {
        let after = after.map(Address::key).unwrap_or_default();
        self.run(move |connection| {
            let sql = format!(
                "SELECT {ACCOUNT} FROM accounts WHERE address_key > ?1 ORDER BY address_key LIMIT ?2"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![after, limit], |row| Ok(account(row)))?;
            rows.map(|row| row?).collect()
        })
        .await
    }

    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Fault> {
        self.run(move |connection| {
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
        .await
    }

    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Fault>> {
        self.run(move |connection| commit::commit(connection, &plan))
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
        self.run(move |connection| letters::lease(connection, now, until))
            .await
    }

    async fn settle_letter(
        &self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
    ) -> Result<bool, Fault> {
        self.run(move |connection| letters::settle(connection, id, leased_until, outcome))
            .await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Fault> {
        self.run(move |connection| {
            connection.execute("DELETE FROM tokens WHERE expires_at <= ?1", [seconds(now)])?;
            Ok(())
        })
        .await
    }
}

/// Brings the tables to this program's version, from every version before it.
fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = MIGRATIONS.len() as u32;
    if found > known {
        return Err(Fault::StoreVersion { found, known });
    }
    for migration in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

const MIGRATIONS: &[&str] = &[include_str!("schema.sql")];
/// How long a writer waits for another process's transaction.
const BUSY: std::time::Duration = std::time::Duration::from_secs(10);
