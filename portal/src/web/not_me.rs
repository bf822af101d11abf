//! "It was not me": the page behind the ways out in the mails.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::token::{Decline, Disown, PurposeName, Rejection};
use maud::Markup;
use serde::Deserialize;

use super::App;
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::link::Door;
use super::step::{done, outcome, step};
use super::words::{Step, words};
use crate::fault::Fault;

/// What it was not me who did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Deed {
    /// Asked for a link.
    Link,
    /// Asked for another address.
    Address,
    /// Set the password.
    Password,
}

impl Deed {
    const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Address => "address",
            Self::Password => "password",
        }
    }

    const fn after(self) -> &'static str {
        match self {
            Self::Link => "/not-me/link-ended",
            Self::Address => "/not-me/change-ended",
            Self::Password => "/not-me/password-ended",
        }
    }

    const fn step(self, visitor: &Visitor) -> &'static Step {
        let links = &words(visitor.language).links;
        match self {
            Self::Link => &links.decline,
            Self::Address => &links.decline_change,
            Self::Password => &links.disown,
        }
    }
}

/// What a link disowns, where it works.
async fn deed(app: &App, token: &str) -> Result<Result<Deed, Rejection>, Fault> {
    match PurposeName::claimed_by(token) {
        Some(PurposeName::Decline) => {
            let found = app.portal.look::<Decline>(token).await?;
            Ok(found.map(|account| match account.replacement {
                Some(_) => Deed::Address,
                None => Deed::Link,
            }))
        }
        Some(PurposeName::Disown) => {
            let found = app.portal.look::<Disown>(token).await?;
            Ok(found.map(|_| Deed::Password))
        }
        _ => Ok(Err(Rejection::Malformed)),
    }
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = Door::NotMe.token(&app, &headers);
    let deed = match deed(&app, &token).await {
        Ok(Ok(deed)) => deed,
        Ok(Err(rejection)) => return Door::NotMe.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    let said = deed.step(&visitor);
    step(&app, &visitor, Door::NotMe, said, None, Some(deed.code())).into_response()
}

#[derive(Deserialize)]
pub(super) struct Submission {
    #[serde(default)]
    what: String,
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission { what }) = match submission {
        Ok(submission) => submission,
        Err(rejection) => return bad_form(&app, &visitor, &rejection),
    };
    let token = Door::NotMe.token(&app, &headers);
    let deed = match deed(&app, &token).await {
        Ok(Ok(deed)) => deed,
        Ok(Err(rejection)) => return Door::NotMe.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    // Another link was opened meanwhile, or the account has changed: the
    // button must not do what its page has not said.
    if what != deed.code() {
        return Redirect::to(Door::NotMe.path()).into_response();
    }
    match app.portal.not_me(&token).await {
        Ok(Ok(account)) => {
            tracing::info!(account = %account.id, what, "disowned by link");
            done(&app, Door::NotMe, deed.after())
        }
        Ok(Err(refusal)) => Door::NotMe.unusable(&app, &visitor, refusal.code()),
        Err(fault) => failed(&app, &visitor, &fault),
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
