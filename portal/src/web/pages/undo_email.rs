//! The page that takes the former address back, behind the link that was sent
//! there.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{Rejection, UndoAddress};
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

/// Makes the former address the account's again.
pub(crate) struct Undo {
    former: Option<Address>,
}

impl ConfirmedAction for Undo {
    const PAGE: LinkPage = LinkPage::Undo;

    async fn find(
        service: &Service<Database>,
        link: &str,
    ) -> Result<Result<Self, Rejection>, Error> {
        let found = service.look::<UndoAddress>(link).await?;
        Ok(found.map(|account| Self {
            former: account.former.map(|it| it.address),
        }))
    }

    fn name(&self) -> &str {
        self.former.as_ref().map_or("", Address::as_str)
    }

    fn texts<'w>(&self, links: &'w Links) -> &'w Step {
        &links.undo
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.former_address, self.former.as_ref()?))
    }

    async fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> Result<Result<Account, Refusal>, Error> {
        service.undo_address(link).await
    }

    fn success_path(&self) -> &'static str {
        "/undo/done"
    }
}

pub(crate) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &texts(visitor.language).links.undone)
}
