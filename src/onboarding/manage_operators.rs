use super::{
    Account, AccountKind, Companies, Contact, Guard, MessageKind, Name, Operator, Plan, Realm,
    Refusal, Revocation, Role, SecondFactor, remove,
};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::id::OperatorId;
use crate::language::Language;
use crate::time::Timestamp;

/// An operator to add.
#[derive(Clone, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every caller"
)]
pub struct NewOperator {
    /// The name.
    pub name: Name,
    /// The address that email is sent to, and with which the operator signs in.
    pub address: Address,
    /// The language of the emails.
    pub language: Language,
    /// The role, which grants permissions.
    pub role: Role,
    /// For which companies.
    pub companies: Companies,
}

impl Realm {
    /// Adds an operator, registers the operator's account, and sends an
    /// invitation with the link for the first password, all in one plan. `id` is
    /// 128 random bits, for the operator and the account.
    ///
    /// The store reports a conflict if the name is another operator's, or if the
    /// address is another account's.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let new = NewOperator {
    ///     name: "佐藤 花子".parse()?,
    ///     address: "sato@provider.example".parse()?,
    ///     language: Language::Ja,
    ///     role: Role::Agent,
    ///     companies: Companies::Only([CompanyId::from_bytes([3; 16])].into()),
    /// };
    /// let id = OperatorId::from_bytes([4; 16]); // random
    /// let plan = realm.add_operator(new, id, Actor::System, NOW);
    /// assert_eq!(plan.account().unwrap().operator(), Some(id));
    /// assert_eq!(plan.messages[0].kind, MessageKind::Invited);
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_operator(
        &self,
        new: NewOperator,
        id: OperatorId,
        by: Actor,
        now: Timestamp,
    ) -> Plan {
        let NewOperator {
            name,
            address,
            language,
            role,
            companies,
        } = new;
        let person = Contact {
            name: name.clone(),
            address,
            company: None,
            language,
        };
        let account = Account {
            kind: AccountKind::Operator,
            notified_at: Some(now),
            ..self.registered(person, id.account(), now)
        };
        let operator = Operator {
            id,
            revision: 1,
            name,
            role,
            companies,
            second_factor: SecondFactor::default(),
            removed_at: None,
        };
        Plan::new(Guard::Absent(id.into()), now)
            .only_if(Guard::Absent(account.id.into()))
            .event(id, EventKind::OperatorAdded, by)
            .send(&account, MessageKind::Invited)
            .change(operator)
            .change(account)
    }

    /// Removes an operator: the account, every session and every second factor
    /// end in the same plan, and the person gets a message. Name and address may
    /// be used again; the identity stays in the audit log.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the operator is removed already, or if it is not the
    /// operator's account.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), operator());
    /// assert!(operator.may(Permission::Hold, None));
    /// let plan = realm.remove_operator(&operator, &account, Actor::System, NOW)?;
    /// let Change::Operator(removed) = &plan.changes[0] else { panic!("an operator") };
    /// assert!(!removed.may(Permission::View, None));
    /// assert!(plan.account().unwrap().state.is_removed());
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_operator(
        &self,
        operator: &Operator,
        account: &Account,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !operator.has_account(account) || account.state.is_removed() {
            return Err(Refusal::State);
        }
        let ended = remove::removed(account, now);
        let removed = operator.changed(|operator| {
            operator.removed_at = Some(now);
            operator.second_factor = SecondFactor::default();
        });
        Ok(
            Plan::of_operator(operator, account, EventKind::OperatorRemoved, by, now)
                .revoke(account, Revocation::All)
                .send(&ended, MessageKind::Removed)
                .change(removed)
                .change(ended),
        )
    }
}

impl Plan {
    /// Returns a plan for an operator and the account as they are, with one
    /// event.
    pub(super) fn of_operator(
        operator: &Operator,
        account: &Account,
        kind: EventKind,
        actor: Actor,
        at: Timestamp,
    ) -> Self {
        Self::new(Guard::Revision(operator.id.into(), operator.revision), at)
            .only_if(Guard::Revision(account.id.into(), account.revision))
            .event(operator.id, kind, actor)
    }
}
