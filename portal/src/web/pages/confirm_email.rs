//! The page that confirms a new address, behind the link that was sent there.

use genkan::address::Address;
use genkan::onboarding::Account;
use genkan::token::ProveAddress;

use super::confirmation::ConfirmedAction;
use crate::service::{CeremonyError, Service};
use crate::store::Database;
use crate::web::link_page::{LinkPage, LinksTo};
use crate::web::texts::{ConfirmText, Links, ResultText};

/// Makes the new address the account's.
pub(crate) struct ConfirmEmail {
    /// Nothing else of the account: because of a typing error, the owner of
    /// this address may be a stranger.
    new: Option<Address>,
}

impl LinksTo for ConfirmEmail {
    const PAGE: LinkPage = LinkPage::ConfirmEmail;
}

impl ConfirmedAction for ConfirmEmail {
    const IS_WARNING: bool = false;

    async fn find(service: &Service<Database>, link: &str) -> Result<Self, CeremonyError> {
        let account = service.inspect_link::<ProveAddress>(link).await?;
        let new = account.replacement.map(|new| new.address);
        Ok(Self { new })
    }

    fn name(&self) -> &str {
        self.new.as_ref().map_or("", Address::as_str)
    }

    fn texts<'t>(&self, links: &'t Links) -> &'t ConfirmText {
        &links.confirm_email
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.new_email, self.new.as_ref()?))
    }

    async fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> Result<Account, CeremonyError> {
        service.prove_address(link).await
    }

    fn success<'t>(&self, links: &'t Links) -> &'t ResultText {
        &links.email_confirmed
    }
}
