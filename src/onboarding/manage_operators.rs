use super::{Companies, Guard, Name, Operator, Plan, Realm, Role};
use crate::audit_log::{Actor, EventKind};
use crate::id::OperatorId;
use crate::time::Timestamp;

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
