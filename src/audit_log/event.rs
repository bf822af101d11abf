use super::{Actor, EventKind, ReasonDigest, SubjectId};
use crate::time::Timestamp;

/// Something that happened, for the audit log. It contains no secret and no
/// personal data.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::{Actor, Event, EventKind, Head, SubjectId};
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
/// assert_eq!(event.subject, SubjectId::Account(taro));
/// assert_eq!(Head::EMPTY.next(event).event, event);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Event {
    /// When it happened.
    pub at: Timestamp,
    /// The subject that it happened to.
    pub subject: SubjectId,
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub actor: Actor,
    /// The digest of the reason that an operator gave.
    pub reason: Option<ReasonDigest>,
}
