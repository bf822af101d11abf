//! Who works at the support desk.

use std::collections::BTreeSet;

use genkan::id::OperatorId;
use genkan::onboarding::{Companies, Name, Operator, Permission, Role, Store};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::random::random_bytes;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Adds an operator who works for these companies; for all, if none is
    /// given.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn add_operator(
        &self,
        name: &Name,
        role: Role,
        companies: &[Name],
        author: &Author,
    ) -> Result<(), NotDone> {
        author.check_for_all(Permission::ManageOperators)?;
        let mut scope = BTreeSet::new();
        for company in companies {
            scope.insert(self.company_by_name(company).await?.id);
        }
        let scope = match companies {
            [] => Companies::All,
            [..] => Companies::Only(scope),
        };
        self.decide(async || {
            if self.store.operator_by_name(name).await?.is_some() {
                return Err(NotDone::OperatorNameTaken(name.clone()));
            }
            let (id, by) = (OperatorId::from_bytes(random_bytes()), author.actor());
            let (name, scope) = (name.clone(), scope.clone());
            let plan = self.realm.add_operator(id, name, role, scope, by, now());
            Ok(((), author.sign(plan)))
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
            let plan = self.realm.remove_operator(&operator, author.actor(), now());
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
}
