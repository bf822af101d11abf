//! PostgreSQL: when one machine is not enough.

mod audit_log;
mod commit;
mod counters;
mod failure;
mod outbox;
mod pipeline;
mod pool;
mod reads;
mod schema;
mod search;
mod session;
mod tls;

use std::fmt;

use deadpool_postgres::Pool;
use genkan::onboarding::{PasswordHash, StoreError};
use genkan::time::Timestamp;

use super::columns::values;
use super::{Error, Existing, Node, sql};
use crate::config::DatabaseUrl;
use counters::Counting;
use pipeline::Query;
use pool::{Pools, Statements};
use session::Session;

pub use failure::{Failure, Remedy};

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
    statements: Statements,
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
        let (pools, session) = pool::open(url).await?;
        Ok(Self::new(pools, schema::open(&session, realm).await?))
    }

    fn new(pools: Pools, realm: i64) -> Self {
        let statements = pools.statements;
        Self {
            realm,
            pool: pools.pages,
            background: pools.background,
            counting: Counting::start(pools.counting, statements, realm),
            statements,
        }
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

    /// As [`Postgres::open`], but creates nothing.
    ///
    /// # Errors
    ///
    /// Those of [`Postgres::open`].
    pub async fn open_existing(url: &DatabaseUrl, realm: &str) -> Result<Existing<Self>, Error> {
        let (pools, session) = pool::open(url).await?;
        let found = schema::find(&session, realm).await?;
        Ok(found.map(|realm| Self::new(pools, realm)))
    }

    /// Checks that the database answers and can be written.
    ///
    /// # Errors
    ///
    /// [`Error::Postgres`] if it does not, or cannot.
    pub async fn ping(&self) -> Result<(), Error> {
        let session = self.session().await?;
        let sql = "SELECT 1 WHERE current_setting('transaction_read_only') = 'off'";
        if session.execute(sql, &[]).await? == 0 {
            return Err(session.failed(Error::Postgres(Failure::read_only())));
        }
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

    pub(super) async fn note_node(&self, node: &Node, forget: Timestamp) -> Result<(), Error> {
        let session = self.session().await?;
        let keys = node.keys.join(",");
        let (name, at) = (node.name.as_str(), node.seen_at);
        let values = values![self.realm, node.id, name, keys.as_str(), at];
        session.execute(sql::NOTE_NODE, &values).await?;
        let old = values![self.realm, forget];
        session.execute(sql::FORGET_NODES, &old).await?;
        Ok(())
    }

    pub(super) async fn nodes(&self, since: Timestamp) -> Result<Vec<Node>, Error> {
        self.all(sql::NODES, &values![self.realm, since]).await
    }

    async fn session(&self) -> Result<Session, Error> {
        Session::from(&self.pool, self.statements).await
    }
}

/// Returns the statements that begin a transaction in which every wait ends.
fn begin<'v>(statements: Statements) -> Vec<Query<'v>> {
    match statements {
        Statements::Prepared => vec![Query::plain(BEGIN)],
        Statements::Unnamed => vec![Query::plain(BEGIN), Query::plain(pool::SHARED)],
    }
}

const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
const COMMIT: &str = "COMMIT";

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postgres(..)")
    }
}
