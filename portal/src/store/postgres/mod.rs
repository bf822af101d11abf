//! PostgreSQL: when one machine is not enough.

mod audit_log;
mod commit;
mod counters;
mod failure;
mod outbox;
mod pipeline;
mod pool;
mod query;
mod reads;
mod schema;
mod search;
mod tls;

use std::fmt;

use deadpool_postgres::{Client, Pool};
use genkan::onboarding::{PasswordHash, StoreError};

use super::columns::values;
use super::{Error, sql};
use crate::config::DatabaseUrl;
use counters::Counting;

pub use failure::Failure;

/// One realm on a server, for any number of nodes. Clones share the
/// connections.
#[derive(Clone)]
pub struct Postgres {
    realm: i64,
    /// The connections of this handle.
    pool: Pool,
    /// Those of the handle for background work.
    background: Pool,
    counting: Counting,
}

impl StoreError for Postgres {
    type Error = Error;
}

impl Postgres {
    /// Connects and opens a realm. Creates the tables and the realm if
    /// necessary.
    ///
    /// # Errors
    ///
    /// [`Error::Postgres`] if the server cannot be used, [`Error::Encoding`],
    /// [`Error::ForeignSchema`] or [`Error::Version`] if the database cannot
    /// be used, [`Error::File`] if the file with certificates cannot be read.
    pub async fn open(url: &DatabaseUrl, realm: &str) -> Result<Self, Error> {
        let pool = pool::open(url, pool::PAGES)?;
        let realm = schema::open(&mut pool.get().await?, realm).await?;
        Self::new(url, pool, realm)
    }

    fn new(url: &DatabaseUrl, pool: Pool, realm: i64) -> Result<Self, Error> {
        let counting = pool::open(url, pool::COUNTING)?;
        Ok(Self {
            realm,
            pool,
            background: pool::open(url, pool::BACKGROUND)?,
            counting: Counting::start(counting, realm),
        })
    }

    /// Returns the same store with connections of its own, for work that no
    /// page waits for.
    #[must_use]
    pub fn for_background(&self) -> Self {
        Self {
            pool: self.background.clone(),
            ..self.clone()
        }
    }

    /// As [`Postgres::open`], but returns `None` and creates nothing if there
    /// are no tables.
    ///
    /// # Errors
    ///
    /// Those of [`Postgres::open`].
    pub async fn open_existing(url: &DatabaseUrl, realm: &str) -> Result<Option<Self>, Error> {
        let pool = pool::open(url, pool::PAGES)?;
        let mut client = pool.get().await?;
        let sql = "SELECT to_regclass('genkan_schema') IS NOT NULL";
        if !client.query_one(sql, &[]).await?.try_get::<_, bool>(0)? {
            return Ok(None);
        }
        let realm = schema::open(&mut client, realm).await?;
        drop(client);
        Self::new(url, pool, realm).map(Some)
    }

    /// Checks that the database answers.
    ///
    /// # Errors
    ///
    /// [`Error::Postgres`] if it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        query::execute(&self.client().await?, "SELECT 1", &[]).await?;
        Ok(())
    }

    /// Returns a hash from another system, if an account still has one.
    ///
    /// # Errors
    ///
    /// [`Error`] if the database does not answer.
    pub async fn imported_hash(&self) -> Result<Option<PasswordHash>, Error> {
        self.one(sql::IMPORTED_HASH, &values![self.realm]).await
    }

    async fn client(&self) -> Result<Client, Error> {
        Ok(self.pool.get().await?)
    }
}

/// Ends a transaction that is not committed. If that fails, the connection is
/// lost, and the server rolls back.
async fn roll_back(client: &Client) {
    if let Err(error) = client.batch_execute("ROLLBACK").await {
        tracing::warn!(error = %Error::from(error), "a transaction was cut off");
    }
}

const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
const COMMIT: &str = "COMMIT";

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postgres(..)")
    }
}
