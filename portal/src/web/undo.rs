//! The page that takes the former address back, behind the link that was sent
//! there.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::onboarding::Refusal;
use genkan::token::UndoAddress;
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
    let token = Door::Undo.token(&app, &headers);
    let account = match app.portal.look::<UndoAddress>(&token).await {
        Ok(Ok(account)) => account,
        Ok(Err(rejection)) => return Door::Undo.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    let links = &words(visitor.language).links;
    let about = account
        .former
        .as_ref()
        .map(|former| (links.former_address, &former.address));
    let what = about.map(|(_, address)| address.as_str());
    step(&app, &visitor, Door::Undo, &links.undo, about, what).into_response()
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
    let token = Door::Undo.token(&app, &headers);
    let account = match app.portal.look::<UndoAddress>(&token).await {
        Ok(Ok(account)) => account,
        Ok(Err(rejection)) => return Door::Undo.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    // Another link was opened in this browser meanwhile: the button must not
    // do what its page has not said.
    let about = account.former.as_ref().map(|it| it.address.as_str());
    if !what.is_empty() && Some(&*what) != about {
        return Redirect::to(Door::Undo.path()).into_response();
    }
    match app.portal.undo_address(&token).await {
        Ok(Ok(account)) => {
            tracing::info!(account = %account.id, "address restored");
            done(&app, Door::Undo, "/undo/done")
        }
        Ok(Err(Refusal::AddressTaken)) => {
            let taken = outcome(&app, &visitor, &words(visitor.language).links.taken);
            (StatusCode::CONFLICT, taken).into_response()
        }
        Ok(Err(refusal)) => Door::Undo.unusable(&app, &visitor, refusal.code()),
        Err(fault) => failed(&app, &visitor, &fault),
    }
}

pub(super) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.undone)
}
