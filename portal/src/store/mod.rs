//! Where accounts, tokens and messages are stored: a file or a server, each of
//! which may be shared by several realms.

mod columns;
mod database;
mod error;
mod existing;
mod nodes;
pub mod postgres;
mod rows;
mod search;
mod second_factor;
mod sql;
pub mod sqlite;
mod table;

pub use database::{Database, errors};
pub use error::Error;
pub use existing::Existing;
pub use nodes::Node;
pub use postgres::{Postgres, Remedy};
pub use sqlite::Sqlite;

use std::sync::atomic::{AtomicU32, Ordering};

use genkan::id::{MessageId, PlanId};
use genkan::time::Timestamp;

use crate::random::random_bytes;

/// Returns the identity of a new plan.
#[must_use]
pub fn plan_id(now: Timestamp) -> PlanId {
    PlanId::from_bytes(time_ordered(now))
}

fn message_id(now: Timestamp) -> MessageId {
    MessageId::from_bytes(time_ordered(now))
}

/// Returns the bytes of a new identity: the time and a count, so that messages
/// that this process queues in one second are listed in their order and a
/// database adds each identity at the end of its index, then random bytes.
fn time_ordered(now: Timestamp) -> [u8; 16] {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let [_, _, _, a, b, c, d, e] = now.unix_seconds().to_be_bytes();
    let [f, g, h, i] = COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let [j, k, l, m, n, o, p] = random_bytes();
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
}
