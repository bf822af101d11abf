use std::sync::{Mutex, MutexGuard, PoisonError};

use genkan::time::Timestamp;

/// Whether the mail server can be used, as far as this process knows.
#[derive(Debug, Default)]
pub struct MailServer(Mutex<Noted>);

#[derive(Clone, Debug, Default)]
struct Noted {
    used_at: Option<Timestamp>,
    failing: Option<Failing>,
}

#[derive(Clone, Debug)]
struct Failing {
    since: Timestamp,
    code: String,
    /// Whether a connection already failed, and not only an email.
    is_away: bool,
}

/// The state of a mail server.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is shown in its own way")]
pub enum MailServerState {
    /// It has not been used since the start.
    Unknown,
    /// It could be used the last time.
    Usable {
        /// When that was.
        at: Timestamp,
    },
    /// It cannot be used.
    Unusable {
        /// Since when.
        since: Timestamp,
        /// When it could be used for the last time, if ever.
        used_at: Option<Timestamp>,
        /// Its code, or a word: `connection`, `tls`, `535`.
        code: String,
    },
}

impl MailServer {
    /// Notes that the server accepted an email. Returns whether it could not be
    /// used before.
    pub fn note_email(&self, now: Timestamp) -> bool {
        let mut noted = self.noted();
        noted.used_at = Some(now);
        noted.failing.take().is_some()
    }

    /// Notes that the server can be connected to and signed in to. If it
    /// connected before, too, and rejected every email, nothing is better.
    /// Returns whether it could not be used before.
    pub fn note_connection(&self, now: Timestamp) -> bool {
        let mut noted = self.noted();
        if noted
            .failing
            .as_ref()
            .is_some_and(|failing| !failing.is_away)
        {
            return false;
        }
        noted.used_at = Some(now);
        noted.failing.take().is_some()
    }

    /// Notes that the server could not be used: `is_away` if it could not even be
    /// connected to. Returns for how many seconds it could not; `None` if it
    /// could before.
    pub fn note_failure(&self, code: &str, is_away: bool, now: Timestamp) -> Option<u64> {
        let mut noted = self.noted();
        let before = noted.failing.take();
        let since = before.as_ref().map_or(now, |failing| failing.since);
        noted.failing = Some(Failing {
            since,
            code: code.into(),
            is_away,
        });
        before.map(|_| now.since(since).as_secs())
    }

    /// Returns the state.
    #[must_use]
    pub fn state(&self) -> MailServerState {
        let Noted { used_at, failing } = self.noted().clone();
        match (failing, used_at) {
            (Some(Failing { since, code, .. }), used_at) => MailServerState::Unusable {
                since,
                used_at,
                code,
            },
            (None, Some(at)) => MailServerState::Usable { at },
            (None, None) => MailServerState::Unknown,
        }
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_is_that_of_the_last_use() {
        let server = MailServer::default();
        let at = |second: u64| Timestamp::from_unix_seconds(1_800_000_000 + second);
        assert_eq!(server.state(), MailServerState::Unknown);
        assert_eq!(server.note_failure("connection", true, at(0)), None);
        assert_eq!(server.note_failure("535", true, at(59)), Some(59));
        assert_eq!(
            server.state(),
            MailServerState::Unusable {
                since: at(0),
                used_at: None,
                code: "535".into()
            }
        );
        assert!(server.note_connection(at(60)));
        assert!(!server.note_email(at(61)));
        assert_eq!(server.state(), MailServerState::Usable { at: at(61) });
        assert_eq!(server.note_failure("554", false, at(120)), None);
        assert!(!server.note_connection(at(121)));
        assert_eq!(server.note_failure("554", false, at(180)), Some(60));
        assert!(server.note_email(at(181)));
    }
}
