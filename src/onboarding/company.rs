use super::Name;
use crate::id::CompanyId;

/// A customer company of the provider.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Company {
    /// The identity.
    pub id: CompanyId,
    /// Counts the changes, from 1.
    pub revision: u64,
    /// The name, for display. No two companies of a realm have the same one.
    pub name: Name,
    /// Whether a manager's request, or confirmation, is carried out at once.
    /// Otherwise the support desk decides.
    pub managers_act: bool,
}
