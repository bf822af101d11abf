//! The server under load: floods, slow clients, and its end.

mod contacts;
mod fair_shares;
mod flood;
mod second_connection;
mod slow;
mod stop;

use tokio::sync::RwLock;

/// A test that needs all processors writes, every other one reads.
static PROCESSORS: RwLock<()> = RwLock::const_new(());
