//! "It was not me": the page behind the ways out in the mails.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{Decline, Disown, PurposeName, Rejection};
use maud::Markup;

use crate::service::Error;
use crate::service::Service;
use crate::store::Database;
use crate::web::extract::visitor::Visitor;
use crate::web::pages::confirmation::ConfirmedAction;
use crate::web::parts::confirmation_view::outcome;
use crate::web::parts::link_page::LinkPage;
use crate::web::state::App;
use crate::web::texts::{Links, Step, texts};

/// What it was not me who did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Disavow {
    /// Asked for a link.
    Link,
    /// Asked for another address.
    Address,
    /// Set the password.
    Password,
}

impl ConfirmedAction for Disavow {
    const PAGE: LinkPage = LinkPage::Disavow;

    async fn find(
        service: &Service<Database>,
        link: &str,
    ) -> Result<Result<Self, Rejection>, Error> {
        match PurposeName::claimed_by(link) {
            Some(PurposeName::Decline) => {
                let found = service.look::<Decline>(link).await?;
                Ok(found.map(|account| match account.replacement {
                    Some(_) => Self::Address,
                    None => Self::Link,
                }))
            }
            Some(PurposeName::Disown) => {
                let found = service.look::<Disown>(link).await?;
                Ok(found.map(|_| Self::Password))
            }
            _ => Ok(Err(Rejection::Malformed)),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Link => "link",
            Self::Address => "address",
            Self::Password => "password",
        }
    }

    fn texts<'w>(&self, links: &'w Links) -> &'w Step {
        match self {
            Self::Link => &links.decline,
            Self::Address => &links.decline_change,
            Self::Password => &links.disown,
        }
    }

    fn about<'a>(&'a self, _: &'a Links) -> Option<(&'a str, &'a Address)> {
        None
    }

    async fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> Result<Result<Account, Refusal>, Error> {
        service.disavow(link).await
    }

    fn success_path(&self) -> &'static str {
        match self {
            Self::Link => "/not-me/link-ended",
            Self::Address => "/not-me/change-ended",
            Self::Password => "/not-me/password-ended",
        }
    }
}

pub(crate) async fn link_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &texts(visitor.language).links.declined)
}

pub(crate) async fn change_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(
        &app,
        &visitor,
        &texts(visitor.language).links.change_declined,
    )
}

pub(crate) async fn password_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &texts(visitor.language).links.disowned)
}
