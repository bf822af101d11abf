use super::Message;
use crate::id::MessageId;
use crate::limit::LimitName;
use crate::time::Timestamp;

/// A message that one worker has leased.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # use std::time::Duration;
/// # let plan = realm().hold(&active(), OPERATOR, NOW)?;
/// let leased = LeasedMessage {
///     id: genkan::id::MessageId::from_bytes([1; 16]),
///     message: plan.messages[0],
///     queued_at: NOW,
///     tries: 0,
///     slowed_by: None,
///     leased_until: NOW + Duration::from_secs(60),
/// };
/// assert_eq!(leased.message.kind.code(), "held");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct LeasedMessage {
    /// The identity.
    pub id: MessageId,
    /// What to send.
    pub message: Message,
    /// When it was queued, which is the time of the occasion.
    pub queued_at: Timestamp,
    /// How many attempts there were before.
    pub tries: u32,
    /// The last limit that has slowed it down. The message has been charged
    /// for this limit.
    pub slowed_by: Option<LimitName>,
    /// Until when no other worker can lease it. The worker that settles it
    /// must still hold this lease.
    pub leased_until: Timestamp,
}
