//! Rows to write, and the statements that write them. They are the same for
//! both databases.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::columns::{Column, Value};

/// A table. Its statements are built from the first row: all rows of a table
/// have the same columns.
pub(super) struct Table {
    name: &'static str,
    texts: OnceLock<Texts>,
}

struct Texts {
    insert: String,
    upsert: String,
    update: String,
}

impl Table {
    pub(super) const fn new(name: &'static str) -> Self {
        let texts = OnceLock::new();
        Self { name, texts }
    }

    /// Returns a row. The last two columns are its key: SQLite numbers
    /// parameters in the order in which they first appear, and an update names
    /// the key last.
    pub(super) fn row<'v>(&'static self, columns: Vec<Column<'v>>) -> Row<'v> {
        Row {
            texts: self.texts.get_or_init(|| Texts::new(self.name, &columns)),
            values: columns.into_iter().map(|(_, value)| value).collect(),
        }
    }
}

impl Texts {
    fn new(table: &str, columns: &[Column<'_>]) -> Self {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let parameters: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
        let (others, key) = names.split_at(names.len().saturating_sub(2));
        let insert = format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            names.join(", "),
            parameters.join(", ")
        );
        let set = others
            .iter()
            .map(|name| format!("{name} = excluded.{name}"));
        let set: Vec<String> = set.collect();
        let upsert = format!(
            "{insert} ON CONFLICT ({}) DO UPDATE SET {}",
            key.join(", "),
            set.join(", ")
        );
        let equal = names.iter().zip(parameters);
        let equal: Vec<String> = equal.map(|(name, n)| format!("{name} = {n}")).collect();
        let (others, key) = equal.split_at(names.len().saturating_sub(2));
        let (set, same) = others.split_at(others.len().saturating_sub(3));
        let update = format!(
            "UPDATE {table} SET {} WHERE {} AND {}",
            set.join(", "),
            same.join(" AND ").replace(" = ", " IS "),
            key.join(" AND ")
        );
        Self {
            insert,
            upsert,
            update,
        }
    }
}

/// A row to write.
pub(super) struct Row<'v> {
    texts: &'static Texts,
    values: Vec<Value<'v>>,
}

impl<'v> Row<'v> {
    /// Adds the row.
    pub(super) fn insert(self) -> Statement<'v> {
        Statement::new(&*self.texts.insert, self.values)
    }

    /// Adds the row, or replaces the one with the same key.
    pub(super) fn upsert(self) -> Statement<'v> {
        Statement::new(&*self.texts.upsert, self.values)
    }

    /// As [`upsert`](Self::upsert), but first tries to update a row that also
    /// has the same values in the three columns before the key. The indexes of those
    /// columns are pages of their own to write, and most changes need not.
    /// PostgreSQL compares the values itself, so it executes the second statement
    /// only.
    pub(super) fn update_or_upsert(self) -> Statement<'v> {
        Statement {
            first: Some(&self.texts.update),
            ..Statement::new(&*self.texts.upsert, self.values)
        }
    }
}

/// A statement with its values.
pub(super) struct Statement<'v> {
    pub(super) sql: Cow<'static, str>,
    pub(super) values: Vec<Value<'v>>,
    /// SQLite tries this one first, with the same values. If it finds a row, the
    /// statement itself is not necessary.
    pub(super) first: Option<&'static str>,
}

impl<'v> Statement<'v> {
    pub(super) fn new(
        sql: impl Into<Cow<'static, str>>,
        values: impl Into<Vec<Value<'v>>>,
    ) -> Self {
        Self {
            sql: sql.into(),
            values: values.into(),
            first: None,
        }
    }
}
