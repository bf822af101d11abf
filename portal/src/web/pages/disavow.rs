//! "It was not me": the page of the links that decline a request or disown a
//! password.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{Decline, Disown, PurposeName};
use maud::Markup;

use super::confirmation::ConfirmedAction;
use crate::service::{CeremonyError, Service};
use crate::store::Database;
use crate::web::extract::Visitor;
use crate::web::link_page::{LinkPage, LinksTo};
use crate::web::parts::result_page::result_page;
use crate::web::state::App;
use crate::web::texts::{ConfirmText, Links, texts};

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
            _ => return Err(Refusal::Link.into()),
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

    fn success_path(&self) -> &'static str {
        match self.done {
            Done::Link => "/not-me/link-ended",
            Done::Address => "/not-me/change-ended",
            Done::Password => "/not-me/password-ended",
        }
    }
}

pub(crate) async fn link_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    result_page(
        &app,
        &visitor,
        &texts(visitor.language).links.links_disabled,
    )
}

pub(crate) async fn change_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let links = &texts(visitor.language).links;
    result_page(&app, &visitor, &links.change_cancelled)
}

pub(crate) async fn password_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    result_page(
        &app,
        &visitor,
        &texts(visitor.language).links.password_disabled,
    )
}
