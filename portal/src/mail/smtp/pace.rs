use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use genkan::limit::Rate;

/// Spaces emails out, so that a mail server with a limit accepts them: `burst`
/// at once, and as many again in the period.
#[derive(Debug)]
pub(in crate::mail) struct Pace {
    /// Between two emails.
    interval: Duration,
    /// How far `full_at` may be ahead.
    burst: Duration,
    /// When all of the burst is available again.
    full_at: Mutex<Option<Instant>>,
}

impl Pace {
    pub(in crate::mail) fn new(rate: Rate) -> Self {
        let period = Duration::from_secs(rate.period().into());
        Self {
            interval: period / rate.burst(),
            burst: period,
            full_at: Mutex::default(),
        }
    }

    /// Returns how long to wait before the next email.
    pub(in crate::mail) fn wait(&self, now: Instant) -> Duration {
        let full_at = self.full_at().unwrap_or(now);
        (full_at + self.interval).saturating_duration_since(now + self.burst)
    }

    /// Counts an email.
    pub(in crate::mail) fn count(&self, now: Instant) {
        let mut full_at = self.full_at();
        *full_at = Some(full_at.unwrap_or(now).max(now) + self.interval);
    }

    fn full_at(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_sent_at_once_and_the_rest_in_intervals() {
        let pace = Pace::new(Rate::new(3, 60).unwrap());
        let begun = Instant::now();
        for _ in 0..3 {
            assert_eq!(pace.wait(begun), Duration::ZERO);
            pace.count(begun);
        }
        assert_eq!(pace.wait(begun), Duration::from_secs(20));
        let later = begun + Duration::from_secs(20);
        assert_eq!(pace.wait(later), Duration::ZERO);
        pace.count(later);
        assert_eq!(pace.wait(later), Duration::from_secs(20));
        let much_later = begun + Duration::from_secs(600);
        for _ in 0..3 {
            assert_eq!(pace.wait(much_later), Duration::ZERO);
            pace.count(much_later);
        }
        assert!(pace.wait(much_later) > Duration::ZERO);
    }
}
