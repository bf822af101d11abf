//! Where accounts, tokens and letters are kept.

mod database;
mod database_url;
pub mod postgres;
pub mod sqlite;

pub use database::Database;
pub use database_url::{DatabaseUrl, InvalidDatabaseUrl};
pub use postgres::Postgres;
pub use sqlite::Sqlite;
