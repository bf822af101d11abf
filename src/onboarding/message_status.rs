use super::{Message, Progress};
use crate::id::MessageId;
use crate::time::Timestamp;

/// A message and its progress, for an operator.
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
    /// The progress.
    pub progress: Progress,
}
