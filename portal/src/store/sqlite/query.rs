//! Statements with their values.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Row, ToSql, params_from_iter};

use super::super::Error;
use super::super::columns::{Columns, Read, Value};

pub(super) fn one<T: Read>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    rows.next()?.map(T::read).transpose()
}

pub(super) fn all<T: Read>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Vec<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::read(row)?);
    }
    Ok(found)
}

pub(super) fn exists(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.exists(params_from_iter(values))?)
}

/// Returns the number of rows that have changed.
pub(super) fn execute(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<usize, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.execute(params_from_iter(values))?)
}

impl Columns for Row<'_> {
    fn i64_or_null(&self, column: &'static str) -> Result<Option<i64>, Error> {
        let value = self.get_ref(column)?.as_i64_or_null();
        value.map_err(|_| Error::Content(column))
    }

    fn text_or_null(&self, column: &'static str) -> Result<Option<&str>, Error> {
        let value = self.get_ref(column)?.as_str_or_null();
        value.map_err(|_| Error::Content(column))
    }

    fn bytes_or_null(&self, column: &'static str) -> Result<Option<&[u8]>, Error> {
        let value = self.get_ref(column)?.as_blob_or_null();
        value.map_err(|_| Error::Content(column))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Int(int) => int.to_sql(),
            Self::Text(text) => text.to_sql(),
            Self::Bytes(bytes) => bytes.to_sql(),
        }
    }
}
