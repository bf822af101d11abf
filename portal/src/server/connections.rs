use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

use super::Timeouts;
use super::phase::Phase;

/// All who are connected.
pub(super) struct Connections {
    shared: Arc<Shared>,
    /// The number of the next one.
    next: AtomicU64,
    shutdown: watch::Sender<bool>,
}

struct Shared {
    timeouts: Timeouts,
    slots: Mutex<BTreeMap<u64, Connected>>,
    left: Notify,
}

#[derive(Clone)]
struct Connected {
    phase: Arc<Phase>,
    close: Arc<Notify>,
}

/// A connection's place among them, until it is dropped.
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
                left: Notify::new(),
            }),
            next: AtomicU64::new(0),
            shutdown: watch::Sender::new(false),
        }
    }

    /// Whether one more can come, if only because another one goes.
    pub(super) fn has_room(&self) -> bool {
        let timeouts = &self.shared.timeouts;
        let slots = self.shared.slots();
        slots.len() < timeouts.connections
            || slots
                .values()
                .any(|slot| slot.phase.waited_for_since(timeouts).is_some())
    }

    /// Gives one more a place: where there is none, that of the one who has
    /// been waited for longest.
    pub(super) fn admit(&self) -> Slot {
        let mut slots = self.shared.slots();
        if slots.len() >= self.shared.timeouts.connections {
            let timeouts = &self.shared.timeouts;
            let waited_for = slots
                .iter()
                .filter_map(|(number, one)| Some((one.phase.waited_for_since(timeouts)?, *number)));
            if let Some((_, longest)) = waited_for.min()
                && let Some(one) = slots.remove(&longest)
            {
                tracing::debug!("a connection made room for another one");
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

    /// Closes what has taken too long.
    pub(super) fn close_overdue(&self) {
        let timeouts = &self.shared.timeouts;
        self.shared.slots().retain(|_, one| {
            let is_overdue = one.phase.is_overdue(timeouts);
            if is_overdue {
                tracing::debug!("a connection took too long");
                one.close.notify_one();
            }
            !is_overdue
        });
    }

    /// Waits until somebody has gone.
    pub(super) async fn left(&self) {
        self.shared.left.notified().await;
    }

    /// Tells everybody that there will be no other request.
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

    /// Waits until the connection is to be closed, whatever it is at.
    pub(super) async fn evicted(&self) {
        self.connected.close.notified().await;
    }

    /// Waits until there is to be no other request.
    pub(super) async fn shutdown(&self) {
        let mut shutdown = self.shutdown.clone();
        if shutdown.wait_for(|is_said| *is_said).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.shared.slots().remove(&self.number);
        self.shared.left.notify_one();
    }
}

impl Shared {
    fn slots(&self) -> MutexGuard<'_, BTreeMap<u64, Connected>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
