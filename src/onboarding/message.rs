use super::{MessageKind, Reply};
use crate::audit_log::SubjectId;
use crate::code::codes;
use crate::id::MessageId;
use crate::time::Timestamp;
use crate::token::Principal;

/// An email to be sent. It names the person that it is for and the occasion.
/// It contains no address and no token: both are looked up when it is sent.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Message {
    /// The person.
    pub to: Principal,
    /// What it says.
    pub kind: MessageKind,
    /// What made it necessary. A message about an occasion that no longer
    /// applies is not sent.
    pub about: Occasion,
}

/// The change that made a message necessary.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Occasion {
    /// What changed.
    pub subject: SubjectId,
    /// The revision that the change led to.
    pub revision: u64,
}

/// A message that one worker has leased.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct LeasedMessage {
    /// The identity.
    pub id: MessageId,
    /// What to send.
    pub message: Message,
    /// How many attempts there were before.
    pub tries: u32,
    /// Until when no other worker can lease it. The worker that settles it
    /// must still hold this lease.
    pub leased_until: Timestamp,
}

/// What became of an attempt to send a leased message.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every outcome")]
pub enum Outcome {
    /// The mail server accepted it.
    Sent {
        /// What the mail server replied.
        reply: Reply,
    },
    /// It is to be retried.
    RetryAt {
        /// Not before this time.
        at: Timestamp,
        /// What the mail server replied, or what failed before it could.
        reply: Reply,
    },
    /// It will not be retried.
    Failed {
        /// Why.
        cause: FailureCause,
        /// What the mail server replied, or what failed before it could.
        reply: Reply,
    },
}

codes! {
    /// Why a message was not sent and will not be retried.
    #[expect(
        clippy::exhaustive_enums,
        reason = "an operator needs a remedy for each"
    )]
    pub enum FailureCause {
        /// The mail server permanently rejected the recipient.
        Rejected = "rejected",
        /// The attempts are used up.
        GivenUp = "given-up",
        /// The occasion no longer applied when the message was to be sent.
        NoLongerApplies = "no-longer-applies",
        /// No email could be composed.
        NotComposed = "not-composed",
    }
}

/// A report that a sent message was not delivered (RFC 3464).
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Bounce {
    /// What the report says.
    pub reply: Reply,
}

/// A message and what has become of it, for an operator.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct MessageStatus {
    /// The identity.
    pub id: MessageId,
    /// What to send.
    pub message: Message,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// How many attempts there were.
    pub tries: u32,
    /// How far it has come.
    pub progress: Progress,
}

/// How far a message has come.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every state")]
pub enum Progress {
    /// It waits to be sent.
    Queued {
        /// Not before this time.
        due_at: Timestamp,
        /// The reply to the last attempt, if there was one.
        reply: Option<Reply>,
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
        /// What the report says.
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
