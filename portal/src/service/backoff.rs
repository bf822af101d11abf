use std::time::Duration;

use tokio::time::{Instant, sleep};

/// The pauses between tries while the store is unavailable. Each is three times
/// as long as the one before it, up to the longest, so that a store that is back
/// is asked soon.
pub(super) struct Backoff {
    begun: Instant,
    within: Duration,
    pause: Duration,
}

impl Backoff {
    /// Returns pauses after which no try begins later than `within`.
    pub(super) fn new(within: Duration) -> Self {
        Self {
            begun: Instant::now(),
            within,
            pause: FIRST_PAUSE,
        }
    }

    /// Returns whether there is time for the next pause.
    pub(super) fn has_time(&self) -> bool {
        self.begun.elapsed() + self.pause <= self.within
    }

    pub(super) async fn pause(&mut self) {
        sleep(self.pause).await;
        self.pause = (3 * self.pause).min(LONGEST_PAUSE);
    }
}

const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
