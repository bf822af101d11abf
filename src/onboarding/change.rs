use super::case::Case;
use super::{Account, Company, Operator};
use crate::audit_log::SubjectId;

/// A row to write: the new one replaces the stored one, if there is one.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let account = registered();
/// let id = account.id;
/// let change = Change::from(account);
/// assert_eq!(change.subject(), id.into());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must write every change")]
pub enum Change {
    /// An account.
    Account(Account),
    /// A case.
    Case(Case),
    /// A company.
    Company(Company),
    /// An operator.
    Operator(Operator),
}

impl Change {
    /// Returns the identity of what changes.
    #[must_use]
    pub const fn subject(&self) -> SubjectId {
        match self {
            Self::Account(account) => SubjectId::Account(account.id),
            Self::Case(case) => SubjectId::Case(case.id),
            Self::Company(company) => SubjectId::Company(company.id),
            Self::Operator(operator) => SubjectId::Operator(operator.id),
        }
    }
}

impl From<Account> for Change {
    fn from(account: Account) -> Self {
        Self::Account(account)
    }
}

impl From<Case> for Change {
    fn from(case: Case) -> Self {
        Self::Case(case)
    }
}

impl From<Company> for Change {
    fn from(company: Company) -> Self {
        Self::Company(company)
    }
}

impl From<Operator> for Change {
    fn from(operator: Operator) -> Self {
        Self::Operator(operator)
    }
}
