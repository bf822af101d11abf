//! The page that restores the former address, behind the link that was sent
//! there.

use genkan::address::Address;
use genkan::onboarding::Account;
use genkan::token::UndoAddress;

use super::confirmation::ConfirmedAction;
use crate::service::{CeremonyError, Service};
use crate::store::Database;
use crate::web::link_page::{LinkPage, LinksTo};
use crate::web::texts::{ConfirmText, Links, ResultText};

/// Makes the former address the account's again.
pub(crate) struct UndoEmail {
    former: Option<Address>,
}

impl LinksTo for UndoEmail {
    const PAGE: LinkPage = LinkPage::UndoEmail;
}

impl ConfirmedAction for UndoEmail {
    const IS_WARNING: bool = true;

    async fn find(service: &Service<Database>, link: &str) -> Result<Self, CeremonyError> {
        let account = service.inspect_link::<UndoAddress>(link).await?;
        let former = account.former.map(|former| former.address);
        Ok(Self { former })
    }

    fn name(&self) -> &str {
        self.former.as_ref().map_or("", Address::as_str)
    }

    fn texts<'t>(&self, links: &'t Links) -> &'t ConfirmText {
        &links.undo_email
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.former_email, self.former.as_ref()?))
    }

    async fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> Result<Account, CeremonyError> {
        service.undo_address(link).await
    }

    fn success<'t>(&self, links: &'t Links) -> &'t ResultText {
        &links.email_restored
    }
}
