use std::time::Duration;

use rusqlite::types::{ToSqlOutput, Value as Of};
use rusqlite::{Connection, ToSql, params_from_iter};
use tempfile::TempDir;

use crate::{Database, Value};

/// SQLite, compiled in.
#[derive(Debug)]
pub struct Sqlite(TempDir);

impl Sqlite {
    /// Returns an empty database.
    pub fn start() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn connect(&self) -> Connection {
        let db = Connection::open(self.0.path().join("db")).unwrap();
        db.busy_timeout(Duration::from_secs(60)).unwrap();
        db
    }
}

impl Database for Sqlite {
    fn batch(&self, sql: &str) {
        self.connect().execute_batch(sql).unwrap();
    }

    fn execute(&self, sql: &str, values: &[Value]) -> u64 {
        let changed = self.connect().execute(sql, params_from_iter(values));
        changed.unwrap() as u64
    }

    fn hold(&self, sql: &str, values: &[Value], during: &mut dyn FnMut()) -> u64 {
        let mut db = self.connect();
        let transaction = db.transaction().unwrap();
        let changed = transaction.execute(sql, params_from_iter(values)).unwrap();
        during();
        transaction.commit().unwrap();
        changed as u64
    }

    fn writes_concurrently(&self) -> bool {
        false
    }

    fn query(&self, sql: &str, values: &[Value]) -> Vec<Vec<String>> {
        let db = self.connect();
        let mut query = db.prepare(sql).unwrap();
        let columns = query.column_count();
        let text = |value| match value {
            Of::Integer(number) => number.to_string(),
            Of::Text(text) => text,
            other => panic!("{other:?}"),
        };
        let rows = query.query_map(params_from_iter(values), |row| {
            (0..columns).map(|n| row.get(n).map(text)).collect()
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Int(number) => number.to_sql(),
        }
    }
}
