//! The page that proves a new address, behind the link that was sent there.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{ProveAddress, Rejection};
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

/// Makes the address where the link was sent the account's.
pub(super) struct Prove {
    /// Nothing else of the account: whoever reads this address's mail may be a
    /// stranger, because of a typing error.
    new: Option<Address>,
}

impl Deed for Prove {
    const DOOR: Door = Door::Address;

    async fn find(portal: &Portal<Database>, link: &str) -> Result<Result<Self, Rejection>, Fault> {
        let found = portal.look::<ProveAddress>(link).await?;
        Ok(found.map(|account| Self {
            new: account.replacement.map(|it| it.address),
        }))
    }

    fn name(&self) -> &str {
        self.new.as_ref().map_or("", Address::as_str)
    }

    fn words<'w>(&self, links: &'w Links) -> &'w Step {
        &links.prove
    }

    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)> {
        Some((links.new_address, self.new.as_ref()?))
    }

    async fn carry_out(
        &self,
        portal: &Portal<Database>,
        link: &str,
    ) -> Result<Result<Account, Refusal>, Fault> {
        portal.prove_address(link).await
    }

    fn done_at(&self) -> &'static str {
        "/address/done"
    }
}

pub(super) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.proved)
}
