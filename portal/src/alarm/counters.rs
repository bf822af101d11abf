use std::sync::atomic::{AtomicU64, Ordering};

/// The counters of a process, since its start.
#[derive(Debug, Default)]
pub struct Counters {
    emails: [Counter; EmailOutcome::ALL.len()],
}

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

/// What became of an attempt to send an email.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is a line of the metrics")]
pub enum EmailOutcome {
    /// The mail server accepted it.
    Sent,
    /// It will be retried: the mail server put it off, or could not be used.
    PutOff,
    /// A limit slows it down.
    SlowedDown,
    /// It will not be retried.
    Failed,
    /// The mail server accepted it, and reported later that it was not
    /// delivered.
    Bounced,
}

impl Counters {
    /// Returns the counter of an outcome.
    #[must_use]
    pub const fn emails(&self, outcome: EmailOutcome) -> &Counter {
        &self.emails[outcome as usize]
    }
}

impl Counter {
    /// Adds one.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Returns the number.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl EmailOutcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [
        Self::Sent,
        Self::PutOff,
        Self::SlowedDown,
        Self::Failed,
        Self::Bounced,
    ];

    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::PutOff => "put-off",
            Self::SlowedDown => "slowed-down",
            Self::Failed => "failed",
            Self::Bounced => "bounced",
        }
    }
}
