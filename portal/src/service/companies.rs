//! What operators do with companies.

use super::Error;
use genkan::onboarding::{Company, Name, Permission, Store};

use super::{Author, NotDone, Service, TRIES};
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
        name: &Name,
        new: &Name,
        author: &Author,
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES {
            let company = self.company_by_name(name).await?;
            author.check(Permission::Register, Some(company.id))?;
            let taken = self.store.company_by_name(new).await?;
            if taken.is_some_and(|taken| taken.id != company.id) {
                return Err(NotDone::CompanyNameTaken(new.clone()));
            }
            let by = author.actor();
            let plan = self.realm.rename_company(&company, new.clone(), by, now());
            if self.commit(author.sign(plan)).await? {
                return Ok(());
            }
        }
        Err(Error::Contended.into())
    }

    pub(super) async fn company_by_name(&self, name: &Name) -> Result<Company, NotDone> {
        let found = self.store.company_by_name(name).await?;
        found.ok_or_else(|| NotDone::CompanyUnknown(name.clone()))
    }
}
