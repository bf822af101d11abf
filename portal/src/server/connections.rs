use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

use super::Timeouts;
use super::phase::Phase;

/// All open connections.
pub(super) struct Connections {
    shared: Arc<Shared>,
    /// The number of the next connection.
    next: AtomicU64,
    shutdown: watch::Sender<bool>,
}

struct Shared {
    timeouts: Timeouts,
    slots: Mutex<BTreeMap<u64, Connected>>,
    closed: Notify,
}

#[derive(Clone)]
struct Connected {
    phase: Arc<Phase>,
    close: Arc<Notify>,
}

/// The slot of a connection, until it is dropped.
pub(super) struct Slot {
    number: u64,
    shared: Arc<Shared>,
    shutdown: watch::Receiver<bool>,
    connected: Connected,
}

impl Connections {
    pub(super) fn new(timeouts: Timeouts) -> Self {
        Self {
            shared: Arc::new(Shared {
                timeouts,
                slots: Mutex::default(),
                closed: Notify::new(),
            }),
            next: AtomicU64::new(0),
            shutdown: watch::Sender::new(false),
        }
    }

    /// Returns whether a connection can be admitted, if necessary by evicting
    /// another one.
    pub(super) fn has_room(&self) -> bool {
        let timeouts = &self.shared.timeouts;
        let slots = self.shared.slots();
        slots.len() < timeouts.connections
            || slots
                .values()
                .any(|slot| slot.phase.waiting_since(timeouts).is_some())
    }

    /// Admits a connection. If there are too many, evicts the one that has kept
    /// the portal waiting for longest.
    pub(super) fn admit(&self) -> Slot {
        let mut slots = self.shared.slots();
        if slots.len() >= self.shared.timeouts.connections {
            let timeouts = &self.shared.timeouts;
            let waiting = slots
                .iter()
                .filter_map(|(number, one)| Some((one.phase.waiting_since(timeouts)?, *number)));
            if let Some((_, longest)) = waiting.min()
                && let Some(one) = slots.remove(&longest)
            {
                tracing::debug!("connection evicted");
                one.close.notify_one();
            }
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let connected = Connected {
            phase: Arc::new(Phase::new()),
            close: Arc::new(Notify::new()),
        };
        slots.insert(number, connected.clone());
        Slot {
            number,
            shared: Arc::clone(&self.shared),
            shutdown: self.shutdown.subscribe(),
            connected,
        }
    }

    /// Closes the connections that have exceeded a time limit.
    pub(super) fn close_overdue(&self) {
        let timeouts = &self.shared.timeouts;
        self.shared.slots().retain(|_, one| {
            let is_overdue = one.phase.is_overdue(timeouts);
            if is_overdue {
                tracing::debug!("connection timed out");
                one.close.notify_one();
            }
            !is_overdue
        });
    }

    /// Waits until a connection has closed.
    pub(super) async fn closed(&self) {
        self.shared.closed.notified().await;
    }

    /// Lets every connection finish its request and accept no other one.
    pub(super) fn shut_down(&self) {
        self.shutdown.send_replace(true);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shared.slots().is_empty()
    }
}

impl Slot {
    pub(super) const fn phase(&self) -> &Arc<Phase> {
        &self.connected.phase
    }

    /// Waits until the connection must close, whatever its phase.
    pub(super) async fn evicted(&self) {
        self.connected.close.notified().await;
    }

    /// Waits until the server stops.
    pub(super) async fn shutdown(&self) {
        let mut shutdown = self.shutdown.clone();
        if shutdown.wait_for(|has_begun| *has_begun).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.shared.slots().remove(&self.number);
        self.shared.closed.notify_one();
    }
}

impl Shared {
    fn slots(&self) -> MutexGuard<'_, BTreeMap<u64, Connected>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
