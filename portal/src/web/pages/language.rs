//! The visitor chooses a language.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use genkan::Language;
use genkan::time::Lifetime;
use serde::Deserialize;

use crate::web::back::Back;
use crate::web::cookies::{self, CookieName};
use crate::web::extract::TypedForm;
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

const CHOSEN: Lifetime = match Lifetime::from_seconds(30 * 24 * 60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
