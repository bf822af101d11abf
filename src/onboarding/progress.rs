use super::{FailureCause, Reply};
use crate::limit::LimitName;
use crate::time::Timestamp;

/// The progress of a message.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let progress = Progress::Sent { at: NOW, reply: Reply::new("250 2.0.0 queued") };
/// assert_eq!(progress.code(), "sent"); // a column of the table
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every state")]
pub enum Progress {
    /// It waits to be sent.
    Queued {
        /// The earliest time of the next attempt.
        due_at: Timestamp,
        /// The reply to the last attempt, if there was one.
        reply: Option<Reply>,
        /// The last limit that has slowed it down.
        slowed_by: Option<LimitName>,
    },
    /// The mail server accepted it.
    Sent {
        /// When.
        at: Timestamp,
        /// What the mail server replied.
        reply: Reply,
    },
    /// It was not sent and will not be, unless an operator retries it.
    Failed {
        /// Since when.
        at: Timestamp,
        /// Why.
        cause: FailureCause,
        /// What the mail server replied, or what failed before it could.
        reply: Reply,
    },
    /// The mail server accepted it, and reported later that it could not be
    /// delivered.
    Bounced {
        /// When the report arrived.
        at: Timestamp,
        /// The text of the report.
        reply: Reply,
    },
}

impl Progress {
    /// Returns the stable code: `queued`, `sent`, `failed` or `bounced`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Sent { .. } => "sent",
            Self::Failed { .. } => "failed",
            Self::Bounced { .. } => "bounced",
        }
    }
}
