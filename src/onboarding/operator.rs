use alloc::collections::BTreeSet;

use super::{Guard, Name, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::code::codes;
use crate::id::{CompanyId, OperatorId};
use crate::time::Timestamp;

/// A person who works at the support desk.
///
/// An operator is stored with a random identity. Its name is never an
/// identity: two spellings are still one person.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Operator {
    /// The identity, for the audit log.
    pub id: OperatorId,
    /// Counts the changes, from 1.
    pub revision: u64,
    /// The name. No two operators of a realm who are not removed have the same
    /// one.
    pub name: Name,
    /// What the operator may do.
    pub role: Role,
    /// For which companies.
    pub companies: Companies,
    /// When the operator was removed. A removed operator may do nothing.
    pub removed_at: Option<Timestamp>,
}

impl Operator {
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
    #[non_exhaustive]
    pub enum Role {
        /// Grants every permission.
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
            Self::Administrator => true,
            Self::Agent => !matches!(permission, Permission::ManageOperators),
            Self::Viewer => matches!(permission, Permission::View),
        }
    }
}

codes! {
    /// Something that an operator may be permitted to do.
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
        /// Add and remove operators.
        ManageOperators = "manage-operators",
    }
}

/// The companies that an operator works for.
#[derive(Clone, Debug, Eq, PartialEq)]
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

impl Realm {
    /// Adds an operator. The store reports a conflict if the name is in use.
    pub fn add_operator(
        &self,
        id: OperatorId,
        name: Name,
        role: Role,
        companies: Companies,
        by: Actor,
        now: Timestamp,
    ) -> Plan {
        let operator = Operator {
            id,
            revision: 1,
            name,
            role,
            companies,
            removed_at: None,
        };
        Plan::new(Guard::Absent(id.into()), now)
            .event(id, EventKind::OperatorAdded, by)
            .change(operator)
    }

    /// Removes an operator. The name may be used again; the identity stays in
    /// the audit log.
    pub fn remove_operator(&self, operator: &Operator, by: Actor, now: Timestamp) -> Plan {
        let removed = Operator {
            revision: operator.revision + 1,
            removed_at: Some(operator.removed_at.unwrap_or(now)),
            ..operator.clone()
        };
        Plan::new(Guard::Revision(operator.id.into(), operator.revision), now)
            .event(operator.id, EventKind::OperatorRemoved, by)
            .change(removed)
    }
}
