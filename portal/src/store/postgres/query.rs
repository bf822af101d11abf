//! Statements with their values.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::super::Error;
use super::super::columns::{Columns, Read, Value};

pub(super) async fn one<T: Read>(
    client: &impl GenericClient,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<T>, Error> {
    let statement = client.prepare_cached(sql).await?;
    let row = client.query_opt(&statement, &referenced(values)).await?;
    row.as_ref().map(T::read).transpose()
}

pub(super) async fn all<T: Read>(
    client: &impl GenericClient,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Vec<T>, Error> {
    let statement = client.prepare_cached(sql).await?;
    let rows = client.query(&statement, &referenced(values)).await?;
    rows.iter().map(T::read).collect()
}

/// Returns the number of rows that were found or have changed.
pub(super) async fn execute(
    client: &impl GenericClient,
    sql: &str,
    values: &[Value<'_>],
) -> Result<u64, Error> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute(&statement, &referenced(values)).await?)
}

/// Integers are `BIGINT` wherever they occur.
fn referenced<'v>(values: &'v [Value<'_>]) -> Vec<&'v (dyn ToSql + Sync)> {
    let referenced = |value: &'v Value<'_>| -> &'v (dyn ToSql + Sync) {
        match value {
            Value::Int(int) => int,
            Value::Text(text) => text,
            Value::Bytes(bytes) => bytes,
        }
    };
    values.iter().map(referenced).collect()
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
