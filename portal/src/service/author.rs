//! On whose behalf something is changed, and why.

use genkan::audit_log::{Actor, Reason};
use genkan::id::CompanyId;
use genkan::onboarding::{Guard, Operator, Permission, Plan};

/// Who orders a change, and the reason.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// The operator; `None` for the administrator of the machine, who may do
    /// everything.
    pub operator: Option<Operator>,
    /// The reason, for the audit log.
    pub reason: Option<Reason>,
}

/// The operator is not permitted to do this.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the operator is not permitted to do this ({permission})")]
pub struct NotPermitted {
    /// The operator.
    pub operator: Box<Operator>,
    /// What is not permitted.
    pub permission: Permission,
}

impl NotPermitted {
    /// Returns whether the role grants the permission, but not for this
    /// company.
    #[must_use]
    pub const fn is_by_company(&self) -> bool {
        self.operator.role.grants(self.permission)
    }
}

impl Author {
    /// Returns the actor for the audit log.
    #[must_use]
    pub fn actor(&self) -> Actor {
        let operator = self.operator.as_ref();
        operator.map_or(Actor::System, |operator| Actor::Operator(operator.id))
    }

    /// Checks that the author may do this to contacts of a company.
    ///
    /// # Errors
    ///
    /// [`NotPermitted`] if the operator's role or companies do not allow it.
    pub fn check(
        &self,
        permission: Permission,
        company: Option<CompanyId>,
    ) -> Result<(), NotPermitted> {
        match &self.operator {
            Some(operator) if !operator.may(permission, company) => Err(NotPermitted {
                operator: Box::new(operator.clone()),
                permission,
            }),
            _ => Ok(()),
        }
    }

    /// Checks that the author may do this for every company, new ones
    /// included.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check).
    pub fn check_for_all(&self, permission: Permission) -> Result<(), NotPermitted> {
        // Only the scope of all companies contains contacts without one.
        self.check(permission, None)
    }

    /// Adds the reason, if there is one, and the condition that the operator
    /// has not changed since the permission was checked.
    pub(super) fn sign(&self, plan: Plan) -> Plan {
        let plan = match &self.operator {
            Some(operator) => plan.only_if(Guard::Revision(operator.id.into(), operator.revision)),
            None => plan,
        };
        match &self.reason {
            Some(reason) => plan.because(reason.clone()),
            None => plan,
        }
    }
}
