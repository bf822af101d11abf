use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use super::Timeouts;

/// What a connection is at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Doing {
    /// Nothing.
    Idle,
    /// Its request's head is coming in.
    Head,
    /// Its request is worked on, or the answer goes out.
    Answer,
}

/// What a connection is at, and since when.
#[derive(Debug)]
pub(super) struct Phase(Mutex<(Doing, Instant)>);

impl Phase {
    pub(super) fn new() -> Self {
        Self(Mutex::new((Doing::Idle, Instant::now())))
    }

    /// Bytes came.
    pub(super) fn bytes_received(&self) {
        let mut phase = self.lock();
        if phase.0 == Doing::Idle {
            *phase = (Doing::Head, Instant::now());
        }
    }

    /// A request's head has come.
    pub(super) fn request_received(&self) {
        *self.lock() = (Doing::Answer, Instant::now());
    }

    /// The answer has been given.
    pub(super) fn answered(&self) {
        *self.lock() = (Doing::Idle, Instant::now());
    }

    pub(super) fn is_overdue(&self, timeouts: &Timeouts) -> bool {
        let (doing, since) = *self.lock();
        let most = match doing {
            Doing::Idle => timeouts.idle,
            Doing::Head => timeouts.head,
            Doing::Answer => timeouts.answer,
        };
        since.elapsed() >= most
    }

    /// Since when it has been waited for; nothing while there is work for it.
    pub(super) fn waited_for_since(&self, timeouts: &Timeouts) -> Option<Instant> {
        let (doing, since) = *self.lock();
        let is_at_work = doing == Doing::Answer && since.elapsed() < timeouts.busy;
        (!is_at_work).then_some(since)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (Doing, Instant)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
