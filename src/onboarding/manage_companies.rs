use super::{Company, Guard, Name, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::id::CompanyId;
use crate::time::Timestamp;

impl Realm {
    /// Creates a company. The store reports a conflict if the name is in use.
    ///
    /// To create a company together with its first contact, join the two plans
    /// with [`Plan::and`].
    pub fn create_company(&self, id: CompanyId, name: Name, by: Actor, now: Timestamp) -> Plan {
        let company = Company {
            id,
            revision: 1,
            name,
        };
        Plan::new(Guard::Absent(id.into()), now)
            .event(id, EventKind::CompanyCreated, by)
            .change(company)
    }

    /// Renames a company. The store reports a conflict if the name is in use.
    pub fn rename_company(&self, company: &Company, name: Name, by: Actor, now: Timestamp) -> Plan {
        let renamed = Company {
            id: company.id,
            revision: company.revision + 1,
            name,
        };
        Plan::new(Guard::Revision(company.id.into(), company.revision), now)
            .event(company.id, EventKind::CompanyRenamed, by)
            .change(renamed)
    }
}
