use super::{Companies, Guard, Name, Operator, Plan, Realm, Role};
use crate::audit_log::{Actor, EventKind};
use crate::id::OperatorId;
use crate::time::Timestamp;

impl Realm {
    /// Adds an operator. The store reports a conflict if the name is in use.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let id = OperatorId::from_bytes([4; 16]); // random
    /// let companies = Companies::Only([CompanyId::from_bytes([3; 16])].into());
    /// let name = "佐藤".parse()?;
    /// let plan = realm.add_operator(id, name, Role::Agent, companies, Actor::System, NOW);
    /// assert_eq!(plan.changes.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
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
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let operator = Operator {
    ///     id: OperatorId::from_bytes([4; 16]),
    ///     revision: 1,
    ///     name: "佐藤".parse()?,
    ///     role: Role::Agent,
    ///     companies: Companies::All,
    ///     removed_at: None,
    /// };
    /// assert!(operator.may(Permission::Hold, None));
    /// let plan = realm.remove_operator(&operator, Actor::System, NOW);
    /// let Change::Operator(removed) = &plan.changes[0] else { panic!("an operator") };
    /// assert!(!removed.may(Permission::View, None));
    /// # Ok(())
    /// # }
    /// ```
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
