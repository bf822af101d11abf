use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use genkan::Language;
use genkan::onboarding::Account;

use crate::web::back::Back;
use crate::web::cookies::{self, CookieName};
use crate::web::link_page::LinkPage;
use crate::web::state::App;

/// The reader of a page.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) language: Language,
    /// The page's path, with its query.
    pub(crate) path: String,
    /// The name of the contact who is signed in, if the page has asked for it.
    pub(crate) contact: Option<String>,
}

impl Visitor {
    /// Returns the visitor as this contact, whose name the page shows.
    pub(crate) fn signed_in(self, account: &Account) -> Self {
        let contact = Some(account.name.as_str().to_owned());
        Self { contact, ..self }
    }
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let chosen = chosen_for_link(parts);
        Ok(Self {
            language: chosen.unwrap_or_else(|| language(app, &parts.headers)),
            path: Back::to_page_of(parts).path().to_owned(),
            contact: None,
        })
    }
}

/// Returns the language in the query of a page with a link. Other pages choose it
/// by a form.
pub(crate) fn chosen_for_link(parts: &Parts) -> Option<Language> {
    if !LinkPage::has_link(parts.uri.path()) {
        return None;
    }
    let query = parts.uri.query().unwrap_or_default();
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let (_, tag) = pairs.find(|(name, _)| name == "language")?;
    Language::from_tag(&tag)
}

/// Returns the chosen language, else the one that the browser prefers.
fn language(app: &App, headers: &HeaderMap) -> Language {
    cookies::read(app, headers, CookieName::Language)
        .and_then(|tag| Language::from_tag(&tag))
        .or_else(|| accepted(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default()
}

/// Returns the supported language of the highest weight (RFC 9110 section
/// 12.5.4), the first among equals.
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
}
