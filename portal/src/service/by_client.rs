use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use genkan::time::Timestamp;

/// What this process remembers of clients, until it ends. It saves calls of the
/// store and decides nothing that must survive a restart.
pub(super) struct ByClient<T>(Mutex<HashMap<String, (T, Timestamp)>>);

impl<T: Copy> ByClient<T> {
    pub(super) fn new() -> Self {
        Self(Mutex::default())
    }

    pub(super) fn find(&self, client: &str, now: Timestamp) -> Option<T> {
        let known = self.lock();
        let (value, ends) = known.get(client)?;
        (now < *ends).then_some(*value)
    }

    pub(super) fn remember(&self, client: &str, value: T, ends: Timestamp, now: Timestamp) {
        let mut known = self.lock();
        if known.len() >= MOST {
            known.retain(|_, (_, ends)| now < *ends);
        }
        if known.len() < MOST {
            known.insert(client.into(), (value, ends));
        }
    }

    pub(super) fn forget(&self, client: &str) {
        self.lock().remove(client);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (T, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Clients are personal data.
impl<T> fmt::Debug for ByClient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByClient(..)")
    }
}

/// About a megabyte. Clients beyond it are not remembered.
const MOST: usize = 10_000;
