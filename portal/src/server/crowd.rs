use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

use super::Patience;
use super::stage::Stage;

/// All who are connected.
pub(super) struct Crowd {
    shared: Arc<Shared>,
    /// The number of the next one.
    next: AtomicU64,
    goodbye: watch::Sender<bool>,
}

struct Shared {
    patience: Patience,
    members: Mutex<BTreeMap<u64, Connected>>,
    left: Notify,
}

#[derive(Clone)]
struct Connected {
    stage: Arc<Stage>,
    close: Arc<Notify>,
}

/// A connection's place among them, until it is dropped.
pub(super) struct Member {
    number: u64,
    shared: Arc<Shared>,
    goodbye: watch::Receiver<bool>,
    connected: Connected,
}

impl Crowd {
    pub(super) fn new(patience: Patience) -> Self {
        Self {
            shared: Arc::new(Shared {
                patience,
                members: Mutex::default(),
                left: Notify::new(),
            }),
            next: AtomicU64::new(0),
            goodbye: watch::Sender::new(false),
        }
    }

    /// Whether one more can come, if only because another one goes.
    pub(super) fn has_room(&self) -> bool {
        let patience = &self.shared.patience;
        let members = self.shared.members();
        members.len() < patience.connections
            || members
                .values()
                .any(|member| member.stage.waited_for_since(patience).is_some())
    }

    /// Gives one more a place: where there is none, that of the one who has
    /// been waited for longest.
    pub(super) fn admit(&self) -> Member {
        let mut members = self.shared.members();
        if members.len() >= self.shared.patience.connections {
            let patience = &self.shared.patience;
            let waited_for = members
                .iter()
                .filter_map(|(number, one)| Some((one.stage.waited_for_since(patience)?, *number)));
            if let Some((_, longest)) = waited_for.min()
                && let Some(one) = members.remove(&longest)
            {
                tracing::debug!("a connection made room for another one");
                one.close.notify_one();
            }
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let connected = Connected {
            stage: Arc::new(Stage::new()),
            close: Arc::new(Notify::new()),
        };
        members.insert(number, connected.clone());
        Member {
            number,
            shared: Arc::clone(&self.shared),
            goodbye: self.goodbye.subscribe(),
            connected,
        }
    }

    /// Closes what has taken too long.
    pub(super) fn close_overdue(&self) {
        let patience = &self.shared.patience;
        self.shared.members().retain(|_, one| {
            let is_overdue = one.stage.is_overdue(patience);
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
    pub(super) fn say_goodbye(&self) {
        self.goodbye.send_replace(true);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shared.members().is_empty()
    }
}

impl Member {
    pub(super) const fn stage(&self) -> &Arc<Stage> {
        &self.connected.stage
    }

    /// Waits until the connection is to be closed, whatever it is at.
    pub(super) async fn sent_away(&self) {
        self.connected.close.notified().await;
    }

    /// Waits until there is to be no other request.
    pub(super) async fn goodbye(&self) {
        let mut goodbye = self.goodbye.clone();
        if goodbye.wait_for(|is_said| *is_said).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        self.shared.members().remove(&self.number);
        self.shared.left.notify_one();
    }
}

impl Shared {
    fn members(&self) -> MutexGuard<'_, BTreeMap<u64, Connected>> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
