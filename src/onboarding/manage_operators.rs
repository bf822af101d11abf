use super::case::{Approved, Proposal};
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let new = NewOperator {
///     name: "佐藤 花子".parse()?,
///     address: "sato@provider.example".parse()?,
///     language: Language::Ja,
///     role: Role::Agent,
///     companies: Companies::All,
/// };
/// let plan = realm().add_operator(new, OperatorId::from_bytes([4; 16]), Actor::System, NOW);
/// assert_eq!(plan.messages[0].kind, MessageKind::Invited);
/// # Ok(())
/// # }
/// ```
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
    /// `remaining` is another operator who [manages
    /// operators](Operator::manages_operators), if there is one. The plan is
    /// committed only if that one has not changed in the meantime.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the operator is removed already, or if it is not the
    /// operator's account. [`Refusal::LastAdministrator`] if nobody else manages
    /// operators.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), operator());
    /// # let other = Operator { id: OperatorId::from_bytes([5; 16]), ..operator.clone() };
    /// assert!(operator.may(Permission::Hold, None));
    /// let plan = realm.remove_operator(&operator, &account, Some(&other), Actor::System, NOW)?;
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
        remaining: Option<&Operator>,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !operator.has_account(account) || account.state.is_removed() {
            return Err(Refusal::State);
        }
        let guard = remains(operator, remaining)?;
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
                .change(ended)
                .only_if_all(guard),
        )
    }

    /// Gives an operator another role, or other companies, as it was approved. It
    /// holds for the operator's open sessions at once.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the operator is removed, or if another change was
    /// approved. [`Refusal::LastAdministrator`] if nobody could manage operators
    /// afterwards; `remaining` is as for
    /// [`remove_operator`](Self::remove_operator).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let [sato, suzuki] = operators();
    /// let proposal = Proposal::ChangeRole {
    ///     operator: sato.id,
    ///     role: Role::Agent,
    ///     companies: Companies::All,
    /// };
    /// # let (id, note) = (CaseId::from_bytes([5; 16]), "A new task.".parse()?);
    /// # let plan = realm.propose(id, proposal, None, &sato, note, NOW)?;
    /// # let (approved, _) = realm.approve(plan.case().unwrap(), &suzuki, NOW)?;
    /// // Two operators have approved it. Another administrator remains.
    /// let by = Actor::Operator(suzuki.id);
    /// let plan = realm.change_role(&sato, Some(&suzuki), &approved, by, NOW)?;
    /// let Change::Operator(changed) = &plan.changes[0] else { panic!("an operator") };
    /// assert_eq!(changed.role, Role::Agent);
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_role(
        &self,
        operator: &Operator,
        remaining: Option<&Operator>,
        approved: &Approved,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let Proposal::ChangeRole {
            operator: id,
            role,
            companies,
        } = approved.proposal()
        else {
            return Err(Refusal::State);
        };
        if *id != operator.id || operator.removed_at.is_some() {
            return Err(Refusal::State);
        }
        let changed = operator.changed(|operator| {
            operator.role = *role;
            operator.companies = companies.clone();
        });
        let guard = match changed.manages_operators() {
            true => None,
            false => remains(operator, remaining)?,
        };
        let revision = Guard::Revision(operator.id.into(), operator.revision);
        Ok(Plan::new(revision, now)
            .event(operator.id, EventKind::OperatorChanged, by)
            .change(changed)
            .only_if_all(guard))
    }
}

/// Returns the condition that another operator still manages operators if this
/// one no longer does; `None` if this one does not manage them.
fn remains(operator: &Operator, remaining: Option<&Operator>) -> Result<Option<Guard>, Refusal> {
    if !operator.manages_operators() {
        return Ok(None);
    }
    let other = remaining.filter(|other| other.id != operator.id && other.manages_operators());
    let other = other.ok_or(Refusal::LastAdministrator)?;
    Ok(Some(Guard::Revision(other.id.into(), other.revision)))
}

impl Plan {
    /// Adds conditions.
    pub(super) fn only_if_all(mut self, guards: impl IntoIterator<Item = Guard>) -> Self {
        self.guards.extend(guards);
        self
    }

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
