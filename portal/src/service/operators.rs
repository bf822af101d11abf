//! Who works at the support desk.

use std::collections::BTreeSet;

use genkan::Language;
use genkan::address::Address;
use genkan::id::OperatorId;
use genkan::onboarding::{
    Account, Companies, Name, NewOperator, NoMessage, Operator, Permission, Role, Store,
};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::random::random_bytes;
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
            let (by, now) = (author.actor(), now());
            let plan = self.realm.remove_operator(&operator, &account, by, now)?;
            Ok(((), author.sign(plan)))
        })
        .await
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
