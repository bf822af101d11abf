//! What a link does when the button on its page is pressed.
//!
//! Opening the page changes nothing, since mail programs open it too; and the
//! button does what its page has said or nothing, since another link may have
//! been opened in the browser meanwhile.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{MethodRouter, get};
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::token::Rejection;
use serde::Deserialize;

use super::App;
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::link::Door;
use super::step::{done, outcome, step};
use super::words::{Links, Step, words};
use crate::fault::Fault;
use crate::portal::Portal;
use crate::store::Database;

pub(super) trait Deed: Sized + Send + Sync {
    /// Where the links go.
    const DOOR: Door;

    /// What a link would do, where it works.
    fn find(
        portal: &Portal<Database>,
        link: &str,
    ) -> impl Future<Output = Result<Result<Self, Rejection>, Fault>> + Send;

    /// What tells it from the other deeds that the page may have named.
    fn name(&self) -> &str;

    /// What the page says of it.
    fn words<'w>(&self, links: &'w Links) -> &'w Step;

    /// The address that it is about, and what that address is.
    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)>;

    /// Does it.
    fn carry_out(
        &self,
        portal: &Portal<Database>,
        link: &str,
    ) -> impl Future<Output = Result<Result<Account, Refusal>, Fault>> + Send;

    /// The page that says that it is done.
    fn done_at(&self) -> &'static str;
}

/// The page of a deed, and its button.
pub(super) fn page<D: Deed + 'static>() -> MethodRouter<Arc<App>> {
    get(show::<D>).post(submit::<D>)
}

async fn show<D: Deed>(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = D::DOOR.token(&app, &headers);
    let deed = match D::find(&app.portal, &token).await {
        Ok(Ok(deed)) => deed,
        Ok(Err(rejection)) => return D::DOOR.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    let links = &words(visitor.language).links;
    let (said, about) = (deed.words(links), deed.about(links));
    step(&app, &visitor, D::DOOR, said, about, deed.name()).into_response()
}

#[derive(Deserialize)]
struct Submission {
    /// The name of the deed on the page.
    #[serde(default)]
    what: String,
}

async fn submit<D: Deed>(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission { what }) = match submission {
        Ok(submission) => submission,
        Err(_) => return bad_form(&app, &visitor),
    };
    let token = D::DOOR.token(&app, &headers);
    let deed = match D::find(&app.portal, &token).await {
        Ok(Ok(deed)) => deed,
        Ok(Err(rejection)) => return D::DOOR.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    if what != deed.name() {
        return Redirect::to(D::DOOR.path()).into_response();
    }
    match deed.carry_out(&app.portal, &token).await {
        Ok(Ok(account)) => {
            tracing::info!(account = %account.id, done = deed.done_at(), "link followed");
            done(&app, D::DOOR, deed.done_at())
        }
        Ok(Err(Refusal::AddressTaken)) => {
            let taken = outcome(&app, &visitor, &words(visitor.language).links.taken);
            (StatusCode::CONFLICT, taken).into_response()
        }
        Ok(Err(refusal)) => D::DOOR.unusable(&app, &visitor, refusal.code()),
        Err(fault) => failed(&app, &visitor, &fault),
    }
}
