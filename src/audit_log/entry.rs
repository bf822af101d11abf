use super::{Event, Hash, Head};

/// One entry of the log. [`Head::next`] makes it; a store keeps it unchanged.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::{Actor, Event, EventKind, Head};
/// use genkan::id::AccountId;
/// use genkan::time::Timestamp;
///
/// let taro = AccountId::from(7_u64);
/// let event = Event {
///     at: Timestamp::from_unix_seconds(1_800_000_000),
///     subject: taro.into(),
///     kind: EventKind::PasswordSet,
///     actor: Actor::Contact(taro),
///     reason: None,
/// };
///
/// let entry = Head::EMPTY.next(event);
/// assert_eq!((entry.seq, entry.previous), (1, Head::EMPTY.hash));
/// assert_eq!(entry.head().hash, entry.hash);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Entry {
    /// The sequence number, from 1, without gaps.
    pub seq: u64,
    /// The hash of the entry before; zeros for the first.
    pub previous: Hash,
    /// What happened.
    pub event: Event,
    /// The hash of all fields above.
    pub hash: Hash,
}

impl Entry {
    /// Returns the head of a log that ends with this entry.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: self.hash,
        }
    }
}
