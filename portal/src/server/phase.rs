use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use super::Timeouts;

/// The phase of a connection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// No request.
    Idle,
    /// The head of a request is being received.
    Head,
    /// The request is processed, or the answer is sent.
    Answer,
}

/// The phase of a connection, and since when.
#[derive(Debug)]
pub(super) struct Phase(Mutex<(Kind, Instant)>);

impl Phase {
    pub(super) fn new() -> Self {
        Self(Mutex::new((Kind::Idle, Instant::now())))
    }

    /// Records that bytes were received.
    pub(super) fn bytes_received(&self) {
        let mut phase = self.lock();
        if phase.0 == Kind::Idle {
            *phase = (Kind::Head, Instant::now());
        }
    }

    /// Records that the head of a request is complete.
    pub(super) fn request_received(&self) {
        *self.lock() = (Kind::Answer, Instant::now());
    }

    /// Records that the answer was sent.
    pub(super) fn answered(&self) {
        *self.lock() = (Kind::Idle, Instant::now());
    }

    pub(super) fn is_overdue(&self, timeouts: &Timeouts) -> bool {
        let (kind, since) = *self.lock();
        let most = match kind {
            Kind::Idle => timeouts.idle,
            Kind::Head => timeouts.head,
            Kind::Answer => timeouts.answer,
        };
        since.elapsed() >= most
    }

    /// Returns since when the portal has waited for the client; `None` while the
    /// portal works on a request.
    pub(super) fn waiting_since(&self, timeouts: &Timeouts) -> Option<Instant> {
        let (kind, since) = *self.lock();
        let is_working = kind == Kind::Answer && since.elapsed() < timeouts.busy;
        (!is_working).then_some(since)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (Kind, Instant)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
