//! What operators do with companies.

use genkan::id::CompanyId;
use genkan::onboarding::{Company, Name, Permission, Refusal, Store};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Renames a company.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn rename_company(
        &self,
        id: CompanyId,
        new: &Name,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.decide(async || {
            let company = self.changeable_company(id, author).await?;
            let taken = self.store.company_by_name(new).await?;
            if taken.is_some_and(|taken| taken.id != company.id) {
                return Err(NotDone::CompanyNameTaken(new.clone()));
            }
            let by = author.actor();
            let plan = self.realm.rename_company(&company, new.clone(), by, now());
            Ok(((), author.sign(plan)))
        })
        .await
    }

    /// Returns the company of this name.
    ///
    /// # Errors
    ///
    /// [`NotDone::CompanyUnknown`], or that the store failed.
    pub async fn company_by_name(&self, name: &Name) -> Result<Company, NotDone> {
        let found = self.store.company_by_name(name).await?;
        found.ok_or_else(|| NotDone::CompanyUnknown(name.clone()))
    }

    /// Returns a company that the author may change.
    pub(super) async fn changeable_company(
        &self,
        id: CompanyId,
        author: &Author,
    ) -> Result<Company, NotDone> {
        author.check(Permission::Register, Some(id))?;
        Ok(self.store.company(id).await?.ok_or(Refusal::State)?)
    }
}
