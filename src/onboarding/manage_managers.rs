use super::{Account, Company, Plan, Realm, Refusal};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;

impl Realm {
    /// Makes a contact a manager of the company, or no longer one.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the account is removed or has no company.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), registered());
    /// let account = Account {
    ///     company: Some(CompanyId::from_bytes([3; 16])),
    ///     ..account
    /// };
    /// let plan = realm.set_manager(&account, true, OPERATOR, NOW)?;
    /// assert!(plan.account().unwrap().is_manager);
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_manager(
        &self,
        account: &Account,
        is_manager: bool,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if account.state.is_removed() || account.company.is_none() {
            return Err(Refusal::State);
        }
        let changed = account.changed(|account| account.is_manager = is_manager);
        let kind = match is_manager {
            true => EventKind::ManagerNamed,
            false => EventKind::ManagerUnnamed,
        };
        Ok(Plan::of(account, kind, by, now).change(changed))
    }

    /// Decides whether the managers of a company change its contacts at once,
    /// or the support desk does.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let company = Company {
    ///     id: CompanyId::from_bytes([3; 16]),
    ///     revision: 1,
    ///     name: "株式会社青空".parse()?,
    ///     managers_act: false,
    /// };
    /// let plan = realm.set_managers_act(&company, true, OPERATOR, NOW);
    /// assert_eq!(plan.changes.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_managers_act(
        &self,
        company: &Company,
        managers_act: bool,
        by: Actor,
        now: Timestamp,
    ) -> Plan {
        let changed = Company {
            revision: company.revision + 1,
            managers_act,
            ..company.clone()
        };
        let guard = super::Guard::Revision(company.id.into(), company.revision);
        Plan::new(guard, now)
            .event(company.id, EventKind::RequestsSet, by)
            .change(changed)
    }
}
