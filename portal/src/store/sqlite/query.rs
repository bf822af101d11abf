//! Statements with their values.

use std::cell::Cell;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, Statement, ToSql, params_from_iter};

use super::super::columns::{Columns, Read, Value};
use super::super::{Error, table};

pub(super) fn one<T: Read>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<Option<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    rows.next()?.map(Found::read).transpose()
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
        found.push(Found::read(row)?);
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

/// Executes a statement of a plan. Returns whether any row has changed.
pub(super) fn run(
    connection: &Connection,
    statement: &table::Statement<'_>,
) -> Result<bool, Error> {
    if let Some(first) = statement.first
        && execute(connection, first, &statement.values)? > 0
    {
        return Ok(true);
    }
    Ok(execute(connection, &statement.sql, &statement.values)? > 0)
}

/// A row that was found. The search for a column begins after the last one
/// that was read: SQLite has to be asked for each name.
struct Found<'r, 's> {
    row: &'r Row<'s>,
    next: Cell<usize>,
}

impl<'r, 's> Found<'r, 's> {
    fn read<T: Read>(row: &'r Row<'s>) -> Result<T, Error> {
        let next = Cell::new(0);
        T::read(&Self { row, next })
    }

    fn get(&self, column: &'static str) -> Result<ValueRef<'_>, Error> {
        let statement: &Statement<'_> = self.row.as_ref();
        let (next, count) = (self.next.get(), statement.column_count());
        let is_name = |n: &usize| statement.column_name(*n).is_ok_and(|name| name == column);
        let place = (next..count).chain(0..next).find(is_name);
        let place = place.ok_or(Error::Content(column))?;
        self.next.set(place + 1);
        Ok(self.row.get_ref(place)?)
    }
}

impl Columns for Found<'_, '_> {
    fn i64_or_null(&self, column: &'static str) -> Result<Option<i64>, Error> {
        let value = self.get(column)?.as_i64_or_null();
        value.map_err(|_| Error::Content(column))
    }

    fn text_or_null(&self, column: &'static str) -> Result<Option<&str>, Error> {
        let value = self.get(column)?.as_str_or_null();
        value.map_err(|_| Error::Content(column))
    }

    fn bytes_or_null(&self, column: &'static str) -> Result<Option<&[u8]>, Error> {
        let value = self.get(column)?.as_blob_or_null();
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
