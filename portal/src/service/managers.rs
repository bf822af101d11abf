//! Which contacts decide for their company.

use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{Permission, Store};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Makes a contact a manager of the company, or no longer one.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn set_manager(
        &self,
        id: AccountId,
        is_manager: bool,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.change(id, Permission::Register, author, |account| {
            let by = author.actor();
            Ok(self.realm.set_manager(account, is_manager, by, now())?)
        })
        .await
    }

    /// Decides whether the managers of a company change its contacts at once, or
    /// the support desk does.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn set_managers_act(
        &self,
        company: CompanyId,
        managers_act: bool,
        author: &Author,
    ) -> Result<(), NotDone> {
        self.decide(async || {
            let company = self.changeable_company(company, author).await?;
            let by = author.actor();
            let plan = self
                .realm
                .set_managers_act(&company, managers_act, by, now());
            Ok(((), author.sign(plan)))
        })
        .await
    }
}
