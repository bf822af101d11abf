//! PostgreSQL: when one machine is not enough.

mod audit_log;
mod commit;
mod counters;
mod failure;
mod outbox;
mod pool;
mod query;
mod reads;
mod schema;
mod tls;

use std::fmt;

use deadpool_postgres::{Client, Pool, Transaction};
use genkan::onboarding::StoreError;
use tokio_postgres::IsolationLevel;

use super::Error;
use crate::config::DatabaseUrl;

pub use failure::Failure;

/// One realm on a server, for any number of nodes. Clones share the
/// connections.
#[derive(Clone)]
pub struct Postgres {
    realm: i64,
    pool: Pool,
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
        let pool = pool::open(url)?;
        let realm = schema::open(&mut pool.get().await?, realm).await?;
        Ok(Self { realm, pool })
    }

    /// As [`Postgres::open`], but returns `None` and creates nothing if there
    /// are no tables.
    ///
    /// # Errors
    ///
    /// Those of [`Postgres::open`].
    pub async fn open_existing(url: &DatabaseUrl, realm: &str) -> Result<Option<Self>, Error> {
        let pool = pool::open(url)?;
        let mut client = pool.get().await?;
        let sql = "SELECT to_regclass('genkan_schema') IS NOT NULL";
        if !client.query_one(sql, &[]).await?.try_get::<_, bool>(0)? {
            return Ok(None);
        }
        let realm = schema::open(&mut client, realm).await?;
        drop(client);
        Ok(Some(Self { realm, pool }))
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

    async fn client(&self) -> Result<Client, Error> {
        Ok(self.pool.get().await?)
    }
}

async fn begin(client: &mut Client) -> Result<Transaction<'_>, Error> {
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted);
    Ok(transaction.start().await?)
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postgres(..)")
    }
}
