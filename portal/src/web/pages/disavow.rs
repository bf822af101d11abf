//! "It was not me": the page of the links that decline a request or disown a
//! password.

use genkan::address::Address;
use genkan::onboarding::Account;
use genkan::token::{Decline, Disown, PurposeName};

use super::confirmation::ConfirmedAction;
use crate::service::{CeremonyError, Service};
use crate::store::Database;
use crate::web::link_page::{LinkPage, LinksTo};
use crate::web::texts::{ConfirmText, Links, ResultText};

/// What another person did to an account.
pub(crate) struct Disavow {
    done: Done,
    address: Address,
}

#[derive(Clone, Copy)]
enum Done {
    /// Requested a link.
    Link,
    /// Requested another address.
    Address,
    /// Set the password.
    Password,
}

impl LinksTo for Disavow {
    const PAGE: LinkPage = LinkPage::Disavow;
}

impl ConfirmedAction for Disavow {
    const IS_WARNING: bool = true;

    async fn find(service: &Service<Database>, link: &str) -> Result<Self, CeremonyError> {
        let (account, done) = match PurposeName::claimed_by(link) {
            Some(PurposeName::Decline) => {
                let account = service.inspect_link::<Decline>(link).await?;
                let done = match account.replacement {
                    Some(_) => Done::Address,
                    None => Done::Link,
                };
                (account, done)
            }
            Some(PurposeName::Disown) => {
                let account = service.inspect_link::<Disown>(link).await?;
                (account, Done::Password)
            }
            _ => return Err(CeremonyError::Damaged),
        };
        Ok(Self {
            done,
            address: account.address,
        })
    }

    fn name(&self) -> &str {
        match self.done {
            Done::Link => "link",
            Done::Address => "address",
            Done::Password => "password",
        }
    }

    fn texts<'t>(&self, links: &'t Links) -> &'t ConfirmText {
        match self.done {
            Done::Link => &links.disable_links,
            Done::Address => &links.cancel_change,
            Done::Password => &links.disable_password,
        }
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.account, &self.address))
    }

    async fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> Result<Account, CeremonyError> {
        service.disavow(link).await
    }

    fn success<'t>(&self, links: &'t Links) -> &'t ResultText {
        match self.done {
            Done::Link => &links.links_disabled,
            Done::Address => &links.change_cancelled,
            Done::Password => &links.password_disabled,
        }
    }
}
