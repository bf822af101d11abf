//! Where accounts, tokens and letters are kept.

mod database;
mod database_url;
pub mod postgres;
pub mod sqlite;

pub use database::Database;
pub use database_url::{DatabaseUrl, InvalidDatabaseUrl};
pub use postgres::Postgres;
pub use sqlite::Sqlite;

/// The number from which on the entries of the audit log come after `after`;
/// none where no number can. The first come after 0, and so do those with
/// numbers that none can have, which somebody put there.
fn entries_from(after: u64) -> Option<i64> {
    match after {
        0 => Some(i64::MIN),
        _ => i64::try_from(after).ok()?.checked_add(1),
    }
}
