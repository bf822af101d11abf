use super::{FailureCause, Reply};
use crate::limit::LimitName;
use crate::time::Timestamp;

/// The result of an attempt to send a leased message.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let rejected = Outcome::Failed {
///     cause: FailureCause::Rejected,
///     reply: Reply::new("550 5.1.1 no such user"),
/// };
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every outcome")]
pub enum Outcome {
    /// The mail server accepted it.
    Sent {
        /// What the mail server replied.
        reply: Reply,
    },
    /// It must be retried.
    RetryAt {
        /// The earliest time of the next attempt.
        at: Timestamp,
        /// What the mail server replied, or what failed before it could.
        reply: Reply,
    },
    /// It was not sent because of trouble that is not its own, such as a mail
    /// server that is away. It must be retried, and that is not a try.
    Waits {
        /// The earliest time of the next attempt.
        until: Timestamp,
        /// What the mail server replied, or what failed before it could.
        reply: Reply,
        /// The last limit that the message has been charged for, if there is
        /// one.
        by: Option<LimitName>,
    },
    /// It was not attempted, because a limit slows it down. That is not a try.
    SlowedDown {
        /// The earliest time of the attempt.
        until: Timestamp,
        /// The limit, if the message has been charged for it; `None` leaves the
        /// stored one.
        by: Option<LimitName>,
    },
    /// It must not be retried.
    Failed {
        /// Why.
        cause: FailureCause,
        /// What the mail server replied, or what failed before it could.
        reply: Reply,
    },
}
