//! Where accounts, tokens and messages are stored: a file or a server, each of
//! which may be shared by several realms.

mod columns;
mod database;
mod error;
pub mod postgres;
mod rows;
mod sql;
pub mod sqlite;
mod table;

pub use database::Database;
pub use error::Error;
pub use postgres::Postgres;
pub use sqlite::Sqlite;

use std::sync::atomic::{AtomicU32, Ordering};

use genkan::id::MessageId;
use genkan::time::Timestamp;

use crate::random::random_bytes;

/// A new identity: the time and a count, so that messages that this process
/// queues in one second are listed in their order, then random bytes.
fn message_id(now: Timestamp) -> MessageId {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let [_, _, _, a, b, c, d, e] = now.unix_seconds().to_be_bytes();
    let [f, g, h, i] = COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let [j, k, l, m, n, o, p] = random_bytes();
    MessageId::from_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
}
