use super::Name;
use crate::id::CompanyId;

/// A customer company of the provider.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// let id = CompanyId::from_bytes([3; 16]); // random
/// let plan = realm.create_company(id, "株式会社青空".parse()?, OPERATOR, NOW);
/// let Change::Company(company) = &plan.changes[0] else { panic!("a company") };
/// assert!(!company.managers_act); // the support desk decides
/// # Ok(())
/// # }
/// ```
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
