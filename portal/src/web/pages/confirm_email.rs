//! The page that proves a new address, behind the link that was sent there.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{ProveAddress, Rejection};
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

/// Makes the address where the link was sent the account's.
pub(crate) struct Prove {
    /// Nothing else of the account: whoever reads this address's mail may be a
    /// stranger, because of a typing error.
    new: Option<Address>,
}

impl ConfirmedAction for Prove {
    const PAGE: LinkPage = LinkPage::Address;

    async fn find(
        service: &Service<Database>,
        link: &str,
    ) -> Result<Result<Self, Rejection>, Error> {
        let found = service.look::<ProveAddress>(link).await?;
        Ok(found.map(|account| Self {
            new: account.replacement.map(|it| it.address),
        }))
    }

    fn name(&self) -> &str {
        self.new.as_ref().map_or("", Address::as_str)
    }

    fn texts<'w>(&self, links: &'w Links) -> &'w Step {
        &links.prove
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.new_address, self.new.as_ref()?))
    }

    async fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> Result<Result<Account, Refusal>, Error> {
        service.prove_address(link).await
    }

    fn success_path(&self) -> &'static str {
        "/address/done"
    }
}

pub(crate) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &texts(visitor.language).links.proved)
}
