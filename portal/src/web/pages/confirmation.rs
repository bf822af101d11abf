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

use crate::service::Error;
use crate::service::Service;
use crate::store::Database;
use crate::web::extract::visitor::Visitor;
use crate::web::layer::error_page::{bad_form, failed};
use crate::web::parts::confirmation_view::{done, outcome, step};
use crate::web::parts::link_page::LinkPage;
use crate::web::state::App;
use crate::web::texts::{Links, Step, texts};

pub(crate) trait ConfirmedAction: Sized + Send + Sync {
    /// Where the links go.
    const PAGE: LinkPage;

    /// What a link would do, where it works.
    fn find(
        service: &Service<Database>,
        link: &str,
    ) -> impl Future<Output = Result<Result<Self, Rejection>, Error>> + Send;

    /// What tells it from the other deeds that the page may have named.
    fn name(&self) -> &str;

    /// What the page says of it.
    fn texts<'w>(&self, links: &'w Links) -> &'w Step;

    /// The address that it is about, and what that address is.
    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)>;

    /// Does it.
    fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> impl Future<Output = Result<Result<Account, Refusal>, Error>> + Send;

    /// The page that says that it is done.
    fn success_path(&self) -> &'static str;
}

/// The page of a deed, and its button.
pub(crate) fn page<D: ConfirmedAction + 'static>() -> MethodRouter<Arc<App>> {
    get(show::<D>).post(submit::<D>)
}

async fn show<D: ConfirmedAction>(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = D::PAGE.token(&app, &headers);
    let action = match D::find(&app.service, &token).await {
        Ok(Ok(action)) => action,
        Ok(Err(rejection)) => return D::PAGE.unusable(&app, &visitor, rejection.code()),
        Err(error) => return failed(&app, &visitor, &error),
    };
    let links = &texts(visitor.language).links;
    let (said, about) = (action.texts(links), action.about(links));
    step(&app, &visitor, D::PAGE, said, about, action.name()).into_response()
}

#[derive(Deserialize)]
struct Submission {
    /// The name of the deed on the page.
    #[serde(default)]
    what: String,
}

async fn submit<D: ConfirmedAction>(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission { what }) = match submission {
        Ok(submission) => submission,
        Err(_) => return bad_form(&app, &visitor),
    };
    let token = D::PAGE.token(&app, &headers);
    let action = match D::find(&app.service, &token).await {
        Ok(Ok(action)) => action,
        Ok(Err(rejection)) => return D::PAGE.unusable(&app, &visitor, rejection.code()),
        Err(error) => return failed(&app, &visitor, &error),
    };
    if what != action.name() {
        return Redirect::to(D::PAGE.path()).into_response();
    }
    match action.execute(&app.service, &token).await {
        Ok(Ok(account)) => {
            tracing::info!(account = %account.id, done = action.success_path(), "link followed");
            done(&app, D::PAGE, action.success_path())
        }
        Ok(Err(Refusal::AddressTaken)) => {
            let taken = outcome(&app, &visitor, &texts(visitor.language).links.taken);
            (StatusCode::CONFLICT, taken).into_response()
        }
        Ok(Err(refusal)) => D::PAGE.unusable(&app, &visitor, refusal.code()),
        Err(error) => failed(&app, &visitor, &error),
    }
}
