use super::{Message, Progress};
use crate::id::MessageId;
use crate::time::Timestamp;

/// A message and its progress, for an operator.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let plan = realm().hold(&active(), OPERATOR, NOW)?;
/// let status = MessageStatus {
///     id: genkan::id::MessageId::from_bytes([1; 16]),
///     message: plan.messages[0],
///     queued_at: NOW,
///     tries: 0,
///     progress: Progress::Queued { due_at: NOW, reply: None, slowed_by: None },
/// };
/// assert_eq!(status.progress.code(), "queued");
/// # Ok(())
/// # }
/// ```
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
