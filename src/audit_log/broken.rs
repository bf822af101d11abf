use crate::code::codes;

/// The log was changed after it was written.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::{Broken, Why};
///
/// let broken = Broken { at: 7, why: Why::CutOff };
/// assert_eq!(
///     broken.to_string(),
///     "the audit log is broken at entry 7: \
///      the log ends before it, but the kept head shows that it existed",
/// );
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the audit log is broken at entry {at}: {why}")]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct Broken {
    /// The number of the first entry that was changed.
    pub at: u64,
    /// The reason.
    pub why: Why,
}

codes! {
    /// The reason why an entry is broken.
    #[non_exhaustive]
    pub enum Why: Error {
        /// Another entry is in its place: it was removed or moved, or one was
        /// inserted before it.
        #[error("another entry is in its place")]
        Missing = "missing",
        /// It does not follow from the entry before it: one of the two was
        /// replaced.
        #[error("it does not follow from the entry before it")]
        Detached = "detached",
        /// Its content or its hash was edited.
        #[error("its content or its hash was edited")]
        Edited = "edited",
        /// The log ends before it, but the kept head shows that it existed.
        #[error("the log ends before it, but the kept head shows that it existed")]
        CutOff = "cut-off",
        /// The kept head has another hash, so the log up to there was replaced.
        #[error("the kept head has another hash; the log was replaced")]
        Rewritten = "rewritten",
    }
}
