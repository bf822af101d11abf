/// The log is not as it was written: for the operator.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the audit log is broken at entry {at}: {why}")]
#[expect(clippy::exhaustive_structs, reason = "it is these two things")]
pub struct Broken {
    /// The number of the first entry that is not as it was written.
    pub at: u64,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Why {
    /// Another entry stands in its place: it was removed or moved, or one was
    /// put before it.
    #[error("another entry stands in its place")]
    Missing,
    /// It does not follow from the entry before it: one of the two is another.
    #[error("it does not follow from the entry before it")]
    Detached,
    /// Its content is not what was hashed.
    #[error("its content or its hash was edited")]
    Edited,
    /// The kept head says that there was more.
    #[error("the log ends before it, and the kept head says that it was there")]
    CutOff,
    /// The kept head has another hash: the log up to there was written anew.
    #[error("the kept head has another hash; the log was written anew")]
    Rewritten,
}

impl Why {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Detached => "detached",
            Self::Edited => "edited",
            Self::CutOff => "cut-off",
            Self::Rewritten => "rewritten",
        }
    }
}
