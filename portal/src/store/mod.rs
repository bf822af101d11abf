//! Where accounts, tokens and letters are kept.

pub mod sqlite;

pub use sqlite::Sqlite;
