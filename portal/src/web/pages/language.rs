//! The visitor chooses a language.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use genkan::Language;
use genkan::time::Lifetime;
use serde::Deserialize;

use crate::web::back::Back;
use crate::web::cookies::{self, CookieName};
use crate::web::extract::{TypedForm, chosen_for_link};
use crate::web::state::App;

#[derive(Deserialize)]
pub(crate) struct Choice {
    language: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn choose(
    State(app): State<Arc<App>>,
    TypedForm(choice): TypedForm<Choice>,
) -> impl IntoResponse {
    let language = Language::from_tag(&choice.language);
    let cookie =
        language.map(|language| cookies::set(&app, CookieName::Language, language.tag(), CHOSEN));
    (cookie, Redirect::to(Back::to_site(&choice.back).path()))
}

/// Remembers the language that was chosen on a page with a link.
pub(crate) async fn remember(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let language = chosen_for_link(&parts);
    let cookie =
        language.map(|language| cookies::set(&app, CookieName::Language, language.tag(), CHOSEN));
    let response = next.run(Request::from_parts(parts, body)).await;
    (cookie, response).into_response()
}

const CHOSEN: Lifetime = match Lifetime::from_seconds(30 * 24 * 60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
