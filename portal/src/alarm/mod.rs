//! What an operator must hear of: alarms, and the counters of a process.
//!
//! An alarm is raised where it is noticed. It is logged once per kind and hour,
//! counted each time, and reported to whoever [waits](Alarms::next) for it.

mod counters;
mod kind;
mod mail_server;

use std::sync::atomic::{AtomicU64, Ordering};

use genkan::time::Timestamp;
use tokio::sync::Notify;

use crate::clock::now;

pub use counters::{Counter, Counters, EmailOutcome};
pub use kind::AlarmKind;
pub use mail_server::{MailServer, MailServerState};

/// The alarms of a process.
#[derive(Debug, Default)]
pub struct Alarms {
    raised: [Raised; AlarmKind::ALL.len()],
    /// Wakes the one that reports alarms.
    reports: Notify,
}

#[derive(Debug, Default)]
struct Raised {
    times: Counter,
    /// When it was last logged, in Unix seconds; 0 if never.
    logged_at: AtomicU64,
    /// When it was last reported.
    reported_at: AtomicU64,
}

/// An alarm to be reported.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Alarm {
    /// The kind.
    pub kind: AlarmKind,
    /// When it was logged.
    pub at: Timestamp,
    /// How often this process has raised it since its start.
    pub times: u64,
}

impl Alarms {
    /// Raises an alarm: counts it, and once an hour logs and reports it.
    pub fn raise(&self, kind: AlarmKind) {
        let raised = self.raised(kind);
        raised.times.add();
        let (at, before) = (now(), raised.logged_at.load(Ordering::Relaxed));
        if before > 0 && at.since(Timestamp::from_unix_seconds(before)).as_secs() < QUIET {
            return;
        }
        let logged_at = at.unix_seconds();
        let exchanged = raised.logged_at.compare_exchange(
            before,
            logged_at,
            Ordering::Relaxed,
            Ordering::Relaxed,
        );
        if exchanged.is_ok() {
            let times = raised.times.get();
            tracing::warn!(alarm = kind.code(), times, "{}", kind.sentence());
            self.reports.notify_one();
        }
    }

    /// Returns how often this process has raised alarms of a kind.
    #[must_use]
    pub fn times(&self, kind: AlarmKind) -> u64 {
        self.raised(kind).times.get()
    }

    /// Waits for the next alarm that was logged and not returned yet.
    pub async fn next(&self) -> Alarm {
        loop {
            for kind in AlarmKind::ALL {
                let raised = self.raised(kind);
                let logged_at = raised.logged_at.load(Ordering::Relaxed);
                if raised.reported_at.swap(logged_at, Ordering::Relaxed) != logged_at {
                    return Alarm {
                        kind,
                        at: Timestamp::from_unix_seconds(logged_at),
                        times: raised.times.get(),
                    };
                }
            }
            self.reports.notified().await;
        }
    }

    const fn raised(&self, kind: AlarmKind) -> &Raised {
        &self.raised[kind as usize]
    }
}

/// How long an alarm is neither logged nor reported again, in seconds.
const QUIET: u64 = 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_alarm_is_reported_once_an_hour_and_counted_each_time() {
        let alarms = Alarms::default();
        for _ in 0..3 {
            alarms.raise(AlarmKind::EmailCompany);
        }
        alarms.raise(AlarmKind::MailServer);
        let kinds = [alarms.next().await.kind, alarms.next().await.kind];
        assert_eq!(kinds, [AlarmKind::EmailCompany, AlarmKind::MailServer]);
        assert_eq!(alarms.times(AlarmKind::EmailCompany), 3);
        let more = tokio::time::timeout(std::time::Duration::from_millis(20), alarms.next());
        assert!(more.await.is_err());

        // An hour later.
        let raised = alarms.raised(AlarmKind::EmailCompany);
        raised
            .logged_at
            .fetch_sub(QUIET, std::sync::atomic::Ordering::Relaxed);
        raised
            .reported_at
            .fetch_sub(QUIET, std::sync::atomic::Ordering::Relaxed);
        alarms.raise(AlarmKind::EmailCompany);
        let again = alarms.next().await;
        assert_eq!((again.kind, again.times), (AlarmKind::EmailCompany, 4));
    }
}
