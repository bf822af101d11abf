//! The page that proves a new address, behind the link that was sent there.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::onboarding::Refusal;
use genkan::token::ProveAddress;
use maud::Markup;
use serde::Deserialize;

use super::App;
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::link::Door;
use super::step::{done, outcome, step};
use super::words::words;

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = Door::Address.token(&app, &headers);
    let account = match app.portal.look::<ProveAddress>(&token).await {
        Ok(Ok(account)) => account,
        Ok(Err(rejection)) => return Door::Address.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    let links = &words(visitor.language).links;
    // The new address and nothing else: whoever reads its mail may be a
    // stranger, because of a typing error.
    let about = account
        .replacement
        .as_ref()
        .map(|new| (links.new_address, &new.address));
    let what = about.map(|(_, address)| address.as_str());
    step(&app, &visitor, Door::Address, &links.prove, about, what).into_response()
}

#[derive(Deserialize)]
pub(super) struct Submission {
    /// The address that the page has named.
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
    let token = Door::Address.token(&app, &headers);
    let account = match app.portal.look::<ProveAddress>(&token).await {
        Ok(Ok(account)) => account,
        Ok(Err(rejection)) => return Door::Address.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    // Another link was opened in this browser meanwhile: the button must not
    // do what its page has not said.
    let about = account.replacement.as_ref().map(|it| it.address.as_str());
    if !what.is_empty() && Some(&*what) != about {
        return Redirect::to(Door::Address.path()).into_response();
    }
    match app.portal.prove_address(&token).await {
        Ok(Ok(account)) => {
            tracing::info!(account = %account.id, "address replaced");
            done(&app, Door::Address, "/address/done")
        }
        Ok(Err(Refusal::AddressTaken)) => {
            let taken = outcome(&app, &visitor, &words(visitor.language).links.taken);
            (StatusCode::CONFLICT, taken).into_response()
        }
        Ok(Err(refusal)) => Door::Address.unusable(&app, &visitor, refusal.code()),
        Err(fault) => failed(&app, &visitor, &fault),
    }
}

pub(super) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.proved)
}
