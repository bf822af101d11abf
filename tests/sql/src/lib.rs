//! Real databases, each in a folder that is deleted with it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "it serves tests"
)]

mod mariadb;
mod postgresql;
mod sqlite;

use std::path::Path;
use std::process::Command;

pub use mariadb::MariaDb;
pub use postgresql::PostgreSql;
pub use sqlite::Sqlite;

/// A database. Each call is on a connection of its own, so threads can share it.
pub trait Database: Sync {
    /// Executes statements without parameters.
    fn batch(&self, sql: &str);
    /// Executes a statement and returns the number of rows that it changed.
    fn execute(&self, sql: &str, values: &[Value]) -> u64;
    /// Executes a statement in a transaction that stays open while `during` runs,
    /// and is then committed. Returns the number of rows that it changed.
    fn hold(&self, sql: &str, values: &[Value], during: &mut dyn FnMut()) -> u64;
    /// Returns whether a transaction may write while another one that has written
    /// is open.
    fn writes_concurrently(&self) -> bool;
    /// Returns the rows of a query, each value as text.
    fn query(&self, sql: &str, values: &[Value]) -> Vec<Vec<String>>;
}

/// The value of a parameter.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// An integer.
    Int(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn is_root() -> bool {
    run(Command::new("id").arg("--user")).trim() == "0"
}

/// Returns whether a program is in a folder.
fn has(folder: &Path, program: &str) -> bool {
    folder.join(program).exists()
}
