//! The page that takes the former address back, behind the link that was sent
//! there.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{Rejection, UndoAddress};
use maud::Markup;

use super::App;
use super::deed::Deed;
use super::language::Visitor;
use super::link::Door;
use super::step::outcome;
use super::words::{Links, Step, words};
use crate::fault::Fault;
use crate::portal::Portal;
use crate::store::Database;

/// Makes the former address the account's again.
pub(super) struct Undo {
    former: Option<Address>,
}

impl Deed for Undo {
    const DOOR: Door = Door::Undo;

    async fn find(portal: &Portal<Database>, link: &str) -> Result<Result<Self, Rejection>, Fault> {
        let found = portal.look::<UndoAddress>(link).await?;
        Ok(found.map(|account| Self {
            former: account.former.map(|it| it.address),
        }))
    }

    fn name(&self) -> &str {
        self.former.as_ref().map_or("", Address::as_str)
    }

    fn words<'w>(&self, links: &'w Links) -> &'w Step {
        &links.undo
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.former_address, self.former.as_ref()?))
    }

    async fn carry_out(
        &self,
        portal: &Portal<Database>,
        link: &str,
    ) -> Result<Result<Account, Refusal>, Fault> {
        portal.undo_address(link).await
    }

    fn done_at(&self) -> &'static str {
        "/undo/done"
    }
}

pub(super) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.undone)
}
