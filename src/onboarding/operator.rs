use alloc::collections::BTreeSet;

use super::{Account, Name, SecondFactor};
use crate::code::codes;
use crate::id::{CompanyId, OperatorId};
use crate::time::Timestamp;

/// A person who works at the support desk.
///
/// An operator is stored with a random identity. Its name is never an
/// identity: two spellings are still one person.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (_, operator) = operator();
/// assert!(operator.may(Permission::Remove, None));
/// assert!(operator.manages_operators());
/// let removed = Operator { removed_at: Some(NOW), ..operator };
/// assert!(!removed.may(Permission::View, None));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Operator {
    /// The identity, for the audit log.
    pub id: OperatorId,
    /// Counts the changes, from 1.
    pub revision: u64,
    /// The name. The account has the same one. No two operators of a realm who are not removed have the same
    /// one.
    pub name: Name,
    /// The role, which grants permissions.
    pub role: Role,
    /// For which companies.
    pub companies: Companies,
    /// What the operator proves after the password.
    pub second_factor: SecondFactor,
    /// When the operator was removed. A removed operator may do nothing.
    pub removed_at: Option<Timestamp>,
}

impl Operator {
    /// Returns whether this is the operator's account, and the operator is not
    /// removed.
    #[must_use]
    pub fn has_account(&self, account: &Account) -> bool {
        self.removed_at.is_none() && account.operator() == Some(self.id)
    }

    /// Returns whether the operator may manage all operators: if there is no such
    /// one, only the administrator of the machine can add one.
    #[must_use]
    pub fn manages_operators(&self) -> bool {
        self.may(Permission::ManageOperators, None)
    }

    /// Returns the operator with the next revision and a change.
    pub(super) fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut operator = self.clone();
        operator.revision += 1;
        change(&mut operator);
        operator
    }

    /// Returns whether the operator may do this to a contact of this company.
    #[must_use]
    pub fn may(&self, permission: Permission, company: Option<CompanyId>) -> bool {
        self.removed_at.is_none()
            && self.role.grants(permission)
            && self.companies.contains(company)
    }
}

codes! {
    /// A set of [`Permission`]s.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// assert!(Role::Agent.grants(Permission::Hold));
    /// assert!(!Role::Viewer.grants(Permission::Hold));
    /// assert_eq!("agent".parse(), Ok(Role::Agent)); // a column of the table
    /// # Ok(())
    /// # }
    /// ```
    #[non_exhaustive]
    pub enum Role: Data {
        /// Grants every permission but [`Permission::Export`].
        Administrator = "administrator",
        /// Grants everything that concerns contacts.
        Agent = "agent",
        /// Grants permission to view only.
        Viewer = "viewer",
    }
}

impl Role {
    /// Returns whether the role grants a permission.
    #[must_use]
    pub const fn grants(self, permission: Permission) -> bool {
        match self {
            // Nobody exports personal data by virtue of a role.
            Self::Administrator => !matches!(permission, Permission::Export),
            Self::Agent => matches!(
                permission,
                Permission::View
                    | Permission::Register
                    | Permission::Resend
                    | Permission::Hold
                    | Permission::Replace
                    | Permission::Remove
                    | Permission::Approve
                    | Permission::Audit
            ),
            Self::Viewer => matches!(permission, Permission::View),
        }
    }
}

codes! {
    /// Something that an operator may be permitted to do.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (_, operator) = operator();
    /// // Before an operator puts a contact on hold:
    /// assert!(operator.may(Permission::Hold, None));
    /// # Ok(())
    /// # }
    /// ```
    #[non_exhaustive]
    pub enum Permission {
        /// See contacts and their messages.
        View = "view",
        /// Register contacts and companies.
        Register = "register",
        /// Send links again, and renew registrations.
        Resend = "resend",
        /// Put accounts on hold, and release them.
        Hold = "hold",
        /// Hand accounts over to other people.
        Replace = "replace",
        /// Remove accounts.
        Remove = "remove",
        /// Approve what another operator has proposed.
        Approve = "approve",
        /// Read the audit log.
        Audit = "audit",
        /// Export personal data of many contacts at once. No role grants it.
        Export = "export",
        /// Add and remove operators.
        ManageOperators = "manage-operators",
    }
}

/// The companies that an operator works for.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let company = CompanyId::from_bytes([3; 16]);
/// let scope = Companies::Only([company].into());
/// assert!(scope.contains(Some(company)));
/// assert!(!scope.contains(None));
/// assert!(Companies::All.contains(None));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every scope")]
pub enum Companies {
    /// All companies, and contacts without a company.
    All,
    /// These companies only.
    Only(BTreeSet<CompanyId>),
}

impl Companies {
    /// Returns whether the scope contains contacts of this company.
    #[must_use]
    pub fn contains(&self, company: Option<CompanyId>) -> bool {
        match self {
            Self::All => true,
            Self::Only(companies) => company.is_some_and(|id| companies.contains(&id)),
        }
    }
}
