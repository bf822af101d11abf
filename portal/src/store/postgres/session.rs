//! A connection of the pool, and statements on it.

use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::{Object, Pool};
use tokio_postgres::Row;
use tokio_postgres::types::{ToSql, Type};

use super::super::Error;
use super::super::columns::{Columns, Read, Value};
use super::pipeline::{self, Query};
use super::pool::Statements;

/// A connection. If the server can no longer be used through it, it is not
/// returned to the pool, and the idle ones are dropped, too: they lead to the
/// same server.
pub(super) struct Session {
    client: Option<Object>,
    pub(super) statements: Statements,
    is_lost: AtomicBool,
}

impl Session {
    pub(super) async fn from(pool: &Pool, statements: Statements) -> Result<Self, Error> {
        Ok(Self {
            client: Some(pool.get().await?),
            statements,
            is_lost: AtomicBool::new(false),
        })
    }

    pub(super) async fn one<T: Read>(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Option<T>, Error> {
        self.run(sql, values).await?.one()
    }

    pub(super) async fn all<T: Read>(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Vec<T>, Error> {
        self.run(sql, values).await?.all()
    }

    /// Returns the number of rows that were found or have changed.
    pub(super) async fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        Ok(self.run(sql, values).await?.count)
    }

    async fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<pipeline::Answer, Error> {
        let queries = [Query::new(sql, values.iter().map(Value::borrowed))];
        let answers = pipeline::execute(self, &queries).await;
        let mut answers = answers.map_err(|failed| failed.error)?;
        answers.pop().ok_or(Error::Stopped)
    }

    /// Executes statements without values and without answers.
    pub(super) async fn batch(&self, sql: &str) -> Result<(), Error> {
        let done = self.batch_execute(sql).await;
        done.map_err(|error| self.failed(error.into()))
    }

    /// Ends a transaction that is not committed. If that fails, the connection
    /// is lost, and the server rolls back.
    pub(super) async fn roll_back(&self) {
        if let Err(error) = self.batch("ROLLBACK").await {
            tracing::warn!(%error, "a transaction was cut off");
        }
    }

    /// Notes an error, and returns it.
    pub(super) fn failed(&self, error: Error) -> Error {
        if matches!(&error, Error::Postgres(failure) if failure.loses_connection()) {
            self.is_lost.store(true, Ordering::Relaxed);
        }
        error
    }
}

impl Deref for Session {
    type Target = deadpool_postgres::ClientWrapper;

    fn deref(&self) -> &Self::Target {
        #[expect(clippy::expect_used, reason = "it is taken only by `drop`")]
        self.client.as_ref().expect("a connection")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let is_lost = *self.is_lost.get_mut();
        if let Some(client) = self.client.take().filter(|_| is_lost) {
            if let Some(pool) = Object::pool(&client) {
                drop(pool.retain(|_, _| false));
            }
            drop(Object::take(client));
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session(..)")
    }
}

/// A value with the type that the server must read it as. Integers are `BIGINT`
/// wherever they occur.
pub(super) fn typed<'v>(value: Value<'v>) -> (Box<dyn ToSql + Sync + Send + 'v>, Type) {
    match value {
        Value::Int(int) => (Box::new(int), Type::INT8),
        Value::Text(text) => (Box::new(text), Type::TEXT),
        Value::Bytes(bytes) => (Box::new(bytes), Type::BYTEA),
    }
}

impl Columns for Row {
    fn i64_or_null(&self, column: &'static str) -> Result<Option<i64>, Error> {
        self.try_get(column).map_err(|_| Error::Content(column))
    }

    fn text_or_null(&self, column: &'static str) -> Result<Option<&str>, Error> {
        self.try_get(column).map_err(|_| Error::Content(column))
    }

    fn bytes_or_null(&self, column: &'static str) -> Result<Option<&[u8]>, Error> {
        self.try_get(column).map_err(|_| Error::Content(column))
    }
}
