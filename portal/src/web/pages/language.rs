//! The visitor chooses a language.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use genkan::Language;
use genkan::time::Lifetime;
use serde::Deserialize;

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
    (cookie, Redirect::to(local(&choice.back)))
}

/// Returns the path of a page of this site, whatever was sent.
fn local(back: &str) -> &str {
    let is_path = back
        .parse::<Uri>()
        .is_ok_and(|uri| uri.authority().is_none());
    let is_local = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    if is_path && is_local { back } else { "/" }
}

const CHOSEN: Lifetime = match Lifetime::from_seconds(30 * 24 * 60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_nowhere_else() {
        assert_eq!(local("/forgot"), "/forgot");
        for back in [
            "",
            "forgot",
            "//evil.example",
            "https://evil.example/",
            "/\\evil.example",
            "/ü\r\nx",
        ] {
            assert_eq!(local(back), "/", "{back}");
        }
    }
}
