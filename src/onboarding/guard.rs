use crate::audit_log::SubjectId;

/// A condition that must still hold when a plan is committed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must check every guard")]
pub enum Guard {
    /// Nothing with this identity is stored.
    Absent(SubjectId),
    /// The subject is stored at this revision.
    Revision(SubjectId, u64),
}

impl Guard {
    /// Returns the subject.
    #[must_use]
    pub const fn subject(self) -> SubjectId {
        match self {
            Self::Absent(subject) | Self::Revision(subject, _) => subject,
        }
    }
}
