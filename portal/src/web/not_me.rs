//! "It was not me": the page behind the ways out in the mails.

use std::sync::Arc;

use axum::extract::State;
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::{Decline, Disown, PurposeName, Rejection};
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

/// What it was not me who did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NotMe {
    /// Asked for a link.
    Link,
    /// Asked for another address.
    Address,
    /// Set the password.
    Password,
}

impl Deed for NotMe {
    const DOOR: Door = Door::NotMe;

    async fn find(portal: &Portal<Database>, link: &str) -> Result<Result<Self, Rejection>, Fault> {
        match PurposeName::claimed_by(link) {
            Some(PurposeName::Decline) => {
                let found = portal.look::<Decline>(link).await?;
                Ok(found.map(|account| match account.replacement {
                    Some(_) => Self::Address,
                    None => Self::Link,
                }))
            }
            Some(PurposeName::Disown) => {
                let found = portal.look::<Disown>(link).await?;
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

    fn words<'w>(&self, links: &'w Links) -> &'w Step {
        match self {
            Self::Link => &links.decline,
            Self::Address => &links.decline_change,
            Self::Password => &links.disown,
        }
    }

    fn about<'a>(&'a self, _: &'a Links) -> Option<(&'a str, &'a Address)> {
        None
    }

    async fn carry_out(
        &self,
        portal: &Portal<Database>,
        link: &str,
    ) -> Result<Result<Account, Refusal>, Fault> {
        portal.not_me(link).await
    }

    fn done_at(&self) -> &'static str {
        match self {
            Self::Link => "/not-me/link-ended",
            Self::Address => "/not-me/change-ended",
            Self::Password => "/not-me/password-ended",
        }
    }
}

pub(super) async fn link_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.declined)
}

pub(super) async fn change_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(
        &app,
        &visitor,
        &words(visitor.language).links.change_declined,
    )
}

pub(super) async fn password_ended(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.disowned)
}
