//! Who works at the support desk.

use std::collections::BTreeSet;

use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::{Actor, Reason, SubjectId};
use genkan::id::{CaseId, OperatorId};
use genkan::onboarding::case::{Approved, Note, Proposal};
use genkan::onboarding::{
    Account, Companies, Name, NewOperator, NoMessage, Operator, Permission, Plan, Refusal, Role,
    Store,
};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::random::{random, random_bytes};
use crate::store;

/// An operator to invite, with the companies by name.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "callers fill it in")]
pub struct InvitedOperator {
    /// The name.
    pub name: Name,
    /// The address that the invitation is sent to.
    pub address: Address,
    /// The language of the emails.
    pub language: Language,
    /// The role, which grants permissions.
    pub role: Role,
    /// For which companies; for all, if none is given.
    pub companies: Vec<Name>,
}

/// An operator, with the address of the account.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct ListedOperator {
    /// The operator.
    pub operator: Operator,
    /// The address.
    pub address: String,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Adds an operator, who gets an invitation with a link.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn add_operator(
        &self,
        invited: &InvitedOperator,
        author: &Author,
    ) -> Result<OperatorId, NotDone> {
        author.check_for_all(Permission::ManageOperators)?;
        let companies = self.scope(&invited.companies).await?;
        let id = OperatorId::from_bytes(random_bytes());
        self.decide(async || {
            let InvitedOperator { name, address, .. } = invited;
            if self.store.operator_by_name(name).await?.is_some() {
                return Err(NotDone::OperatorNameTaken(name.clone()));
            }
            let addresses = std::slice::from_ref(address);
            for account in self.store.accounts_by_addresses(addresses).await? {
                if account.address == *address {
                    return Err(NotDone::AddressTaken(address.clone()));
                }
                if let Some(until) = account.reserves(address, now()) {
                    return Err(NotDone::AddressReserved(until));
                }
            }
            let new = NewOperator {
                name: name.clone(),
                address: address.clone(),
                language: invited.language,
                role: invited.role,
                companies: companies.clone(),
            };
            let plan = self.realm.add_operator(new, id, author.actor(), now());
            Ok((id, author.sign(plan)))
        })
        .await
    }

    /// Removes an operator.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn remove_operator(&self, name: &Name, author: &Author) -> Result<(), NotDone> {
        author.check_for_all(Permission::ManageOperators)?;
        self.decide(async || {
            let operator = self.operator(name).await?;
            let account = self.account_of(&operator).await?;
            let remaining = self.other_administrator(&operator).await?;
            let (remaining, by, now) = (remaining.as_ref(), author.actor(), now());
            let realm = &self.realm;
            let plan = realm.remove_operator(&operator, &account, remaining, by, now)?;
            Ok(((), author.sign(plan)))
        })
        .await
    }

    /// Gives an operator another role, or other companies: at once if the author
    /// is the administrator of the machine, and otherwise when it is approved.
    /// Returns the case that waits for the approval, if there is one.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn change_role(
        &self,
        name: &Name,
        role: Role,
        companies: &[Name],
        note: &Note,
        author: &Author,
    ) -> Result<Option<CaseId>, NotDone> {
        let operator = self.operator(name).await?.id;
        let companies = self.scope(companies).await?;
        let proposal = Proposal::ChangeRole {
            operator,
            role,
            companies,
        };
        self.change_or_propose(&proposal, note, author).await
    }

    /// Ends the second factors of an operator, as
    /// [`change_role`](Self::change_role) changes a role.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn reset_second_factor(
        &self,
        name: &Name,
        note: &Note,
        author: &Author,
    ) -> Result<Option<CaseId>, NotDone> {
        let operator = self.operator(name).await?.id;
        let proposal = Proposal::ResetFactor { operator };
        self.change_or_propose(&proposal, note, author).await
    }

    async fn change_or_propose(
        &self,
        proposal: &Proposal,
        note: &Note,
        author: &Author,
    ) -> Result<Option<CaseId>, NotDone> {
        author.check_for_all(Permission::ManageOperators)?;
        if author.operator.is_some() {
            return self.propose(proposal, note, author).await.map(Some);
        }
        self.decide(async || {
            let approved = self.realm.approve_on_machine(proposal.clone(), None);
            let plan = self.approved(&approved, author.actor()).await?;
            Ok((None, author.sign(plan)))
        })
        .await
    }

    /// Returns the plan of an approved change of an operator. A reset gives the
    /// operator new guesses at a code.
    pub(super) async fn changed_operator(
        &self,
        id: OperatorId,
        approved: &Approved,
        by: Actor,
    ) -> Result<Plan, NotDone> {
        let operator = self.store.operator(id).await?.ok_or(Refusal::State)?;
        if let Proposal::ResetFactor { .. } = approved.proposal() {
            let account = self.account_of(&operator).await?;
            let realm = &self.realm;
            let plan = realm.reset_second_factor(&operator, &account, approved, by, now())?;
            return Ok(plan.refund(vec![self.limits.second_factor(id)]));
        }
        let remaining = self.other_administrator(&operator).await?;
        let remaining = remaining.as_ref();
        let realm = &self.realm;
        Ok(realm.change_role(&operator, remaining, approved, by, now())?)
    }

    /// Returns another operator who manages operators.
    async fn other_administrator(
        &self,
        operator: &Operator,
    ) -> Result<Option<Operator>, store::Error> {
        let operators = self.store.operators().await?;
        let mut others = operators.into_iter();
        Ok(others.find(|other| other.id != operator.id && other.manages_operators()))
    }

    /// Returns all operators who are not removed, with their addresses.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn listed_operators(&self) -> Result<Vec<ListedOperator>, store::Error> {
        let operators = self.store.operators().await?;
        self.with_addresses(operators).await
    }

    /// Returns an operator who is not removed, with the address.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn listed_operator(
        &self,
        id: OperatorId,
    ) -> Result<Option<ListedOperator>, store::Error> {
        let operator = self.store.operator(id).await?;
        let operator = operator.filter(|operator| operator.removed_at.is_none());
        let listed = self.with_addresses(operator.into_iter().collect()).await?;
        Ok(listed.into_iter().next())
    }

    async fn with_addresses(
        &self,
        operators: Vec<Operator>,
    ) -> Result<Vec<ListedOperator>, store::Error> {
        let account = |operator: &Operator| SubjectId::Account(operator.id.account());
        let addresses = self.names(operators.iter().map(account)).await?;
        let listed = |operator: Operator| ListedOperator {
            address: addresses
                .get(&account(&operator))
                .cloned()
                .unwrap_or_default(),
            operator,
        };
        Ok(operators.into_iter().map(listed).collect())
    }

    /// Returns the names of the companies of a scope; none for all companies.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub async fn names_of(&self, companies: &Companies) -> Result<Vec<String>, store::Error> {
        let Companies::Only(ids) = companies else {
            return Ok(Vec::new());
        };
        let names = self
            .names(ids.iter().copied().map(SubjectId::Company))
            .await?;
        Ok(names.into_values().collect())
    }

    /// Returns a reason for the audit log; `None` if the text is none.
    #[must_use]
    pub fn reason(&self, text: &str) -> Option<Reason> {
        Reason::new(text, &mut random()).ok()
    }

    /// Returns the operator of that name.
    ///
    /// # Errors
    ///
    /// [`NotDone::OperatorUnknown`], or that the store failed.
    pub async fn operator(&self, name: &Name) -> Result<Operator, NotDone> {
        let found = self.store.operator_by_name(name).await?;
        found.ok_or_else(|| NotDone::OperatorUnknown(name.clone()))
    }

    /// Returns the account of an operator.
    pub(super) async fn account_of(&self, operator: &Operator) -> Result<Account, NotDone> {
        let account = self.store.account(operator.id.account()).await?;
        Ok(account.ok_or(NoMessage::Unregistered)?)
    }

    /// Returns the scope of these companies; of all, if none is given.
    async fn scope(&self, names: &[Name]) -> Result<Companies, NotDone> {
        if names.is_empty() {
            return Ok(Companies::All);
        }
        let mut ids = BTreeSet::new();
        for name in names {
            ids.insert(self.company_by_name(name).await?.id);
        }
        Ok(Companies::Only(ids))
    }
}
