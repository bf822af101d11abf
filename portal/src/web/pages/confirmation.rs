//! Pages of links that act when their button is pressed.
//!
//! Opening the page changes nothing, since mail programs open it too. The
//! button does what its page has announced or nothing, since the account may have
//! changed meanwhile.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use genkan::address::Address;
use genkan::onboarding::Account;
use maud::{Markup, html};
use serde::Deserialize;

use super::link_routes::link_routes;
use crate::service::{CeremonyError, Service};
use crate::store::Database;
use crate::web::extract::{LinkToken, TypedForm, Visitor};
use crate::web::link_page::LinksTo;
use crate::web::page_error::PageError;
use crate::web::parts::layout::page;
use crate::web::parts::result_page::result_page;
use crate::web::state::App;
use crate::web::texts::{ConfirmText, Links, ResultText, texts};

/// What a link does.
pub(crate) trait ConfirmedAction: LinksTo + Sized + Send + Sync + 'static {
    /// Returns what a valid link would do. Nothing changes.
    fn find(
        service: &Service<Database>,
        link: &str,
    ) -> impl Future<Output = Result<Self, CeremonyError>> + Send;

    /// Distinguishes it from the other actions that the page may have
    /// announced.
    fn name(&self) -> &str;

    /// Returns the texts of the page.
    fn texts<'t>(&self, links: &'t Links) -> &'t ConfirmText;

    /// Whether it takes something away.
    const IS_WARNING: bool;

    /// Returns the address that the action is about, with its label.
    fn about<'a>(&'a self, links: &'a Links) -> Option<(&'a str, &'a Address)>;

    /// Does it.
    fn execute(
        &self,
        service: &Service<Database>,
        link: &str,
    ) -> impl Future<Output = Result<Account, CeremonyError>> + Send;

    /// What the page says when it is done.
    fn success<'t>(&self, links: &'t Links) -> &'t ResultText;
}

/// Routes the page of an action and its button.
pub(crate) fn routes<A: ConfirmedAction>(path: &'static str) -> Router<Arc<App>> {
    link_routes::<A>(path, get(show::<A>).post(submit::<A>))
}

async fn show<A: ConfirmedAction>(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    link: LinkToken<A>,
) -> Result<Markup, PageError> {
    let action = A::find(&app.service, link.text()).await;
    let action = action.map_err(|error| link.error(error))?;
    Ok(form(&app, &visitor, &action))
}

#[derive(Deserialize)]
struct Submission {
    /// The name of the action that the page announced.
    #[serde(default)]
    action: String,
}

async fn submit<A: ConfirmedAction>(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    link: LinkToken<A>,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let action = A::find(&app.service, link.text()).await;
    let action = action.map_err(|error| link.error(error))?;
    if typed.action != action.name() {
        return Ok((StatusCode::CONFLICT, form(&app, &visitor, &action)).into_response());
    }
    let done = action.execute(&app.service, link.text()).await;
    let account = done.map_err(|error| link.error(error))?;
    tracing::info!(account = %account.id, action = A::PAGE.path(), "link followed");
    let success = action.success(&texts(visitor.language).links);
    Ok(result_page(&app, &visitor, success).into_response())
}

fn form<A: ConfirmedAction>(app: &App, visitor: &Visitor, action: &A) -> Markup {
    let links = &texts(visitor.language).links;
    let text = action.texts(links);
    let body = html! {
        h1 { (text.title) }
        @if let Some((label, address)) = action.about(links) {
            dl { dt { (label) } dd { strong { (address.as_str()) } } }
        }
        p { (text.text) }
        h2 #happens { (links.effects_title) }
        ul aria-labelledby="happens" {
            @for text in text.effects { li { (text) } }
        }
        form method="post" {
            input type="hidden" name="action" value=(action.name());
            button.primary.danger[A::IS_WARNING] type="submit" { (text.button) }
        }
        p.aside { (text.otherwise) }
    };
    page(app, visitor, text.title, body)
}
