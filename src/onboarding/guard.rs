use crate::audit_log::SubjectId;

/// A condition that must still hold when a plan is committed.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, account) = (realm(), registered());
/// let plan = realm.hold(&account, OPERATOR, NOW)?;
/// // The store commits the plan only if the account has not changed.
/// assert_eq!(plan.guards, [Guard::Revision(account.id.into(), account.revision)]);
/// # Ok(())
/// # }
/// ```
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
