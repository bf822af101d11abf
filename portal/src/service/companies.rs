//! What operators do with companies.

use genkan::onboarding::{Company, Name, Permission, Store};

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
        name: &Name,
        new: &Name,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.decide(async || {
            let company = self.company_by_name(name).await?;
            author.check(Permission::Register, Some(company.id))?;
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

    pub(super) async fn company_by_name(&self, name: &Name) -> Result<Company, NotDone> {
        let found = self.store.company_by_name(name).await?;
        found.ok_or_else(|| NotDone::CompanyUnknown(name.clone()))
    }
}
