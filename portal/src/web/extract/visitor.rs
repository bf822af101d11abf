//! The language of a page: as chosen, else as the browser asks for.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequestParts, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use genkan::Language;
use genkan::time::Lifetime;
use serde::Deserialize;

use crate::web::layer::error_page::bad_form;
use crate::web::parts::cookies::{self, Name};
use crate::web::state::App;

/// Who looks at a page: in which language, and which page it is.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) language: Language,
    pub(crate) path: String,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self {
            language: of_request(app, &parts.headers),
            path: parts.uri.path().to_owned(),
        })
    }
}

/// The language that a request asks for.
pub(crate) fn of_request(app: &App, headers: &HeaderMap) -> Language {
    cookies::read(app, headers, Name::Language)
        .and_then(|tag| Language::from_tag(&tag))
        .or_else(|| accepted(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default()
}

/// The language that ranks first among those that there are (RFC 9110 section
/// 12.5.4); earlier wins among equals.
fn accepted(header: &str) -> Option<Language> {
    let ranked = header.split(',').take(20).filter_map(|range| {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = match parameters.trim().strip_prefix("q=") {
            Some(weight) => weight.parse::<f32>().ok()?,
            None => 1.0,
        };
        let language = Language::from_tag(tag.trim())?;
        (weight > 0.0).then_some((weight, language))
    });
    ranked
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, language)| language)
}

#[derive(Deserialize)]
pub(crate) struct Choice {
    language: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn choose(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    choice: Result<Form<Choice>, FormRejection>,
) -> Response {
    let Form(choice) = match choice {
        Ok(choice) => choice,
        Err(_) => return bad_form(&app, &visitor),
    };
    let back = Redirect::to(local(&choice.back));
    match Language::from_tag(&choice.language) {
        Some(language) => (
            cookies::set(&app, Name::Language, language.tag(), CHOSEN),
            back,
        )
            .into_response(),
        None => back.into_response(),
    }
}

/// A page of this site, whatever was sent.
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
    fn the_first_of_the_known_languages_is_chosen() {
        for (header, language) in [
            ("en-US,en;q=0.9,ja;q=0.8", Some(Language::En)),
            ("fr,ja;q=0.5,en;q=0.4", Some(Language::Ja)),
            ("ja;q=0, en;q=0.1", Some(Language::En)),
            ("ja, en", Some(Language::Ja)),
            ("fr, *;q=0.5", None),
            ("en;q=x", None),
            ("", None),
        ] {
            assert_eq!(accepted(header), language, "{header}");
        }
    }

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
