use super::{Actor, EventKind, ReasonDigest, SubjectId};
use crate::time::Timestamp;

/// Something that happened, for the audit log. It contains no secret and no
/// personal data.
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
