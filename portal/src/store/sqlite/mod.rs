//! SQLite: one file, no server.

mod audit_log;
mod commit;
mod counters;
mod outbox;
mod query;
mod readers;
mod reads;
mod schema;
mod search;
mod writer;

use std::path::Path;
use std::time::Duration;

use genkan::onboarding::{CommitError, PasswordHash, StoreError};
use genkan::time::Timestamp;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::private_folder::open_private;

use super::columns::values;
use super::{Error, Existing, Node, sql};
use readers::Readers;
use writer::Writer;

/// One realm in a file. Clones share the connections.
#[derive(Clone, Debug)]
pub struct Sqlite {
    realm: i64,
    readers: Readers,
    writer: Writer,
}

impl StoreError for Sqlite {
    type Error = Error;
}

impl Sqlite {
    /// Opens a realm in a file. Creates both if necessary.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] if the file cannot be opened, [`Error::ForeignSchema`]
    /// or [`Error::Version`] if it is not a file of this version of the
    /// program.
    pub fn open(path: &Path, realm: &str) -> Result<Self, Error> {
        let connection = connect(path)?;
        let realm = |connection: &mut Connection| schema::open(connection, realm);
        Self::start(path, connection, realm)
    }

    /// As [`Sqlite::open`], but creates nothing.
    ///
    /// # Errors
    ///
    /// Those of [`Sqlite::open`].
    pub fn open_existing(path: &Path, realm: &str) -> Result<Existing<Self>, Error> {
        if !path.exists() {
            return Ok(Existing::NoTables);
        }
        let connection = connect(path)?;
        let found = schema::find(&connection, realm)?;
        let found = found.map(|realm| Self::start(path, connection, |_| Ok(realm)));
        found.transpose()
    }

    fn start(
        path: &Path,
        mut connection: Connection,
        realm: impl FnOnce(&mut Connection) -> Result<i64, Error>,
    ) -> Result<Self, Error> {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Readers do not wait for the writer. A commit is on the disk when it
        // returns, because a link that was used must stay used.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // Deleted content, such as the MAC of a used token, is overwritten.
        connection.pragma_update(None, "secure_delete", true)?;
        // A savepoint keeps the pages that it may have to restore in memory,
        // not in a file in a folder that other users can read.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(Self {
            realm: realm(&mut connection)?,
            readers: Readers::new(path),
            writer: Writer::start(connection)?,
        })
    }

    /// Checks that the database can be read and written.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] if it cannot.
    pub async fn ping(&self) -> Result<(), Error> {
        let ask = |connection: &Connection| query::exists(connection, "SELECT 1", &[]).map(drop);
        self.readers.look(ask)?;
        self.write(ask).await
    }

    /// Returns a hash from another system, if an account still has one.
    ///
    /// # Errors
    ///
    /// [`Error`] if the database does not answer.
    pub async fn imported_hash(&self) -> Result<Option<PasswordHash>, Error> {
        self.one(sql::IMPORTED_HASH, &values![self.realm])
    }

    pub(super) async fn note_node(&self, node: Node, forget: Timestamp) -> Result<(), Error> {
        let realm = self.realm;
        self.write(move |connection| {
            let keys = node.keys.join(",");
            let values = values![
                realm,
                node.id,
                node.name.as_str(),
                keys.as_str(),
                node.seen_at
            ];
            query::execute(connection, sql::NOTE_NODE, &values)?;
            query::execute(connection, sql::FORGET_NODES, &values![realm, forget])?;
            Ok(())
        })
        .await
    }

    pub(super) async fn nodes(&self, since: Timestamp) -> Result<Vec<Node>, Error> {
        self.all(sql::NODES, values![self.realm, since]).await
    }

    /// Writes something that cannot conflict.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let work = |connection: &Connection| work(connection).map_err(CommitError::Store);
        self.writer.write(work).await.map_err(|error| match error {
            CommitError::Store(error) | CommitError::Unknown(error) => error,
            CommitError::Conflict | CommitError::Throttled(_) => Error::NotWritten,
        })
    }
}

fn connect(path: &Path) -> Result<Connection, Error> {
    create_private(path).map_err(|source| Error::File {
        path: path.into(),
        source,
    })?;
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    // A statement is planned once, not again for every value that is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Creates the file for its owner only, if it does not exist, and closes it to
/// other users if it does. SQLite gives the files beside it the same permissions.
fn create_private(path: &Path) -> std::io::Result<()> {
    let file = open_private(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = file.metadata()?.permissions();
        let mode = permissions.mode();
        if mode & 0o007 != 0 {
            permissions.set_mode(mode & !0o007);
            file.set_permissions(permissions)?;
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use genkan::id::CompanyId;
    use genkan::onboarding::{Companies, ContactSearch, Revocation};

    use super::super::{search, sql};
    use super::reads::IN_EACH;
    use super::*;

    /// A statement that reads a whole table is found here before a support
    /// center with 100,000 contacts finds it.
    #[test]
    fn what_a_page_needs_is_found_by_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        Sqlite::open(&path, "test").unwrap();
        let connection = connect(&path).unwrap();
        let mut searches = searches();
        searches.extend([
            sql::ACCOUNT.into(),
            sql::ACCOUNT_BY_ADDRESS.into(),
            sql::ACCOUNTS.into(),
            reads::ACCOUNTS_BY_ADDRESSES.into(),
            reads::ACCOUNTS_BY_IDS.into(),
            reads::NAMES.into(),
            reads::REASONS.into(),
            sql::CASE.into(),
            sql::CASES_OF.into(),
            audit_log::LAST_SIGN_INS.into(),
            sql::CASES_TO_ACT_ON.into(),
            sql::COMPANY.into(),
            sql::COMPANY_BY_NAME.into(),
            sql::COMPANIES.into(),
            sql::TOKEN.into(),
            sql::CONSUME_TOKEN.into(),
            sql::ENDED_TOKEN.into(),
            sql::revoke_links(Revocation::All).into(),
            sql::revoke_others(Revocation::All).unwrap().into(),
            sql::delete_oldest_tokens(49, 50)[0].clone().into(),
            sql::delete_oldest_tokens(49, 50)[1].clone().into(),
            outbox::LEASE.into(),
            sql::SETTLE_MESSAGE.into(),
            sql::BOUNCE_MESSAGE.into(),
            sql::RETRY_MESSAGE.into(),
            sql::MESSAGE.into(),
            sql::MESSAGES.into(),
            sql::UNDELIVERED.into(),
            sql::CELL.into(),
            sql::ENTRIES.into(),
            sql::HEAD.into(),
        ]);
        for sql in searches {
            let explain = format!("EXPLAIN QUERY PLAN {sql}");
            let mut statement = connection.prepare(&explain).unwrap();
            let mut steps = statement.raw_query();
            // A few rows are sorted, for example the first ones of each company, and
            // never those of a table.
            let is_in_each = sql.contains("json_each");
            while let Some(step) = steps.next().unwrap() {
                let step: String = step.get("detail").unwrap();
                let is_whole_realm = step.ends_with("(realm=?)") && sql != sql::HEAD;
                let is_list = step.starts_with("SCAN json_each") || step.starts_with("SCAN each_");
                let is_few = is_in_each || sql == sql::ACCOUNT_BY_ADDRESS;
                let is_sorted = step == "USE TEMP B-TREE FOR ORDER BY" && !is_few;
                assert!(
                    (!step.starts_with("SCAN") || is_list) && !is_whole_realm && !is_sorted,
                    "{sql}: {step}"
                );
            }
        }
    }

    /// The statements that are made for each search.
    fn searches() -> Vec<Cow<'static, str>> {
        let id = CompanyId::from_bytes([1; 16]);
        let (all, only) = (&Companies::All, &Companies::Only([id].into()));
        let mut statements = vec![
            search::history(IN_EACH, 1, None, None, 9),
            search::history(IN_EACH, 1, Some(id.into()), None, 9),
        ];
        for scope in [all, only] {
            for search in [
                ContactSearch::Address("a"),
                ContactSearch::Name("a"),
                ContactSearch::Company(id),
                ContactSearch::Managers(id),
            ] {
                statements.extend(search::contacts(IN_EACH, 1, search, scope, None, 9));
            }
            statements.push(search::companies(IN_EACH, 1, "a", scope, None, 9));
            for matter in [None, Some("request")] {
                statements.push(search::open_cases(IN_EACH, 1, matter, scope, None, 9));
            }
        }
        statements
            .into_iter()
            .map(|statement| statement.sql)
            .collect()
    }
}
