use std::collections::HashMap;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::Notify;
use tokio::time::Instant;

/// All open connections.
pub(super) struct Connections {
    most: usize,
    open: Arc<Mutex<HashMap<u64, Arc<Entry>>>>,
    /// The number of the next connection.
    next: Mutex<u64>,
}

struct Entry {
    client: IpAddr,
    /// Since when the portal has waited for the client: for a request, for the
    /// rest of one, or to read the answer. `None` while it works on a request.
    waiting: Mutex<Option<Instant>>,
    evict: Notify,
}

/// An open connection, until it is dropped.
pub(super) struct Connection {
    number: u64,
    entry: Arc<Entry>,
    open: Arc<Mutex<HashMap<u64, Arc<Entry>>>>,
}

impl Connections {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            open: Arc::default(),
            next: Mutex::default(),
        }
    }

    /// Admits a connection. If there are too many, evicts another one.
    pub(super) fn admit(&self, client: IpAddr) -> Connection {
        let entry = Arc::new(Entry {
            client,
            waiting: Mutex::new(Some(Instant::now())),
            evict: Notify::new(),
        });
        let mut open = lock(&self.open);
        if open.len() >= self.most
            && let Some(number) = to_evict(&open)
            && let Some(evicted) = open.remove(&number)
        {
            evicted.evict.notify_one();
        }
        let mut next = lock(&self.next);
        *next += 1;
        open.insert(*next, Arc::clone(&entry));
        Connection {
            number: *next,
            entry,
            open: Arc::clone(&self.open),
        }
    }
}

/// Returns the connection to evict: of the client with the most connections,
/// the one that has waited longest. A request in progress is not interrupted.
fn to_evict(open: &HashMap<u64, Arc<Entry>>) -> Option<u64> {
    let mut counts: HashMap<IpAddr, usize> = HashMap::new();
    for entry in open.values() {
        *counts.entry(entry.client).or_default() += 1;
    }
    let waiting = open.iter().filter_map(|(number, entry)| {
        let since = (*lock(&entry.waiting))?;
        let count = counts.get(&entry.client).copied().unwrap_or_default();
        Some(((count, since.elapsed()), *number))
    });
    waiting.max().map(|(_, number)| number)
}

impl Connection {
    /// Returns the body of a request. When it has been received, the portal
    /// works on the request.
    pub(super) fn watch(&self, body: Incoming) -> WatchedBody {
        let watched = WatchedBody {
            body,
            entry: Arc::clone(&self.entry),
        };
        if watched.is_end_stream() {
            watched.work();
        }
        watched
    }

    /// Notes that the portal waits for the client from now on.
    pub(super) fn wait_for_client(&self) {
        *lock(&self.entry.waiting) = Some(Instant::now());
    }

    /// Completes when another connection needs the place of this one.
    pub(super) async fn evicted(&self) {
        self.entry.evict.notified().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        lock(&self.open).remove(&self.number);
    }
}

/// The body of a request, which notes its end.
pub(super) struct WatchedBody {
    body: Incoming,
    entry: Arc<Entry>,
}

impl WatchedBody {
    /// Notes that the portal works on the request from now on.
    fn work(&self) {
        *lock(&self.entry.waiting) = None;
    }
}

impl Body for WatchedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if self.body.is_end_stream() || matches!(frame, Poll::Ready(None)) {
            self.work();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
