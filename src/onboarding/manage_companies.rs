use super::{Company, Guard, Name, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::id::CompanyId;
use crate::time::Timestamp;

impl Realm {
    /// Creates a company. The store reports a conflict if the name is in use.
    ///
    /// To create a company together with its first contact, join the two plans
    /// with [`Plan::and`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let company = CompanyId::from_bytes([3; 16]); // random
    /// let contact = Contact::new("山田 太郎", "taro@example.co.jp", Some(company), Language::Ja)?;
    /// let id = AccountId::from_bytes([1; 16]); // random
    /// let plan = realm
    ///     .create_company(company, "株式会社例".parse()?, OPERATOR, NOW)
    ///     .and(realm.register(contact, id, OPERATOR, NOW));
    /// assert_eq!(plan.changes.len(), 2);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_company(&self, id: CompanyId, name: Name, by: Actor, now: Timestamp) -> Plan {
        let company = Company {
            id,
            revision: 1,
            name,
            managers_act: false,
        };
        Plan::new(Guard::Absent(id.into()), now)
            .event(id, EventKind::CompanyCreated, by)
            .change(company)
    }

    /// Renames a company. The store reports a conflict if the name is in use.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let company = Company {
    ///     id: CompanyId::from_bytes([3; 16]),
    ///     revision: 1,
    ///     name: "株式会社例".parse()?,
    ///     managers_act: false,
    /// };
    /// let plan = realm.rename_company(&company, "例ホールディングス".parse()?, OPERATOR, NOW);
    /// assert_eq!(plan.guards, [Guard::Revision(company.id.into(), 1)]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn rename_company(&self, company: &Company, name: Name, by: Actor, now: Timestamp) -> Plan {
        let renamed = Company {
            id: company.id,
            revision: company.revision + 1,
            name,
            managers_act: company.managers_act,
        };
        Plan::new(Guard::Revision(company.id.into(), company.revision), now)
            .event(company.id, EventKind::CompanyRenamed, by)
            .change(renamed)
    }
}
