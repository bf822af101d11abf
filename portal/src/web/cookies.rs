//! The cookies: the session of a contact, that of an operator at the support
//! desk, the known browser, the open link and the chosen language.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{AppendHeaders, IntoResponseParts};
use cookie::{Cookie, SameSite, time};
use genkan::time::Lifetime;
use zeroize::Zeroizing;

use crate::web::state::App;

/// A cookie of this site.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CookieName {
    Session,
    /// The session of an operator, or the proof that the password was given. Its
    /// path is `/`, because only then a browser protects it by the prefix
    /// `__Host-`: another host of the domain could otherwise plant a session of
    /// its own. A narrower path would keep it from the other pages of this site,
    /// which is no protection: they are of the same origin.
    Desk,
    Device,
    /// The link that is open for the page of this path.
    Link(&'static str),
    Language,
}

impl CookieName {
    /// On https the prefix makes the browser refuse the cookie from any other
    /// host or from plain http (RFC 6265bis section 4.1.3).
    const fn text(self, is_https: bool) -> &'static str {
        match (self, is_https) {
            (Self::Session, true) => "__Host-genkan-session",
            (Self::Session, false) => "genkan-session",
            (Self::Desk, true) => "__Host-genkan-desk",
            (Self::Desk, false) => "genkan-desk",
            (Self::Device, true) => "__Host-genkan-device",
            (Self::Device, false) => "genkan-device",
            (Self::Link(_), true) => "__Secure-genkan-link",
            (Self::Link(_), false) => "genkan-link",
            (Self::Language, true) => "__Host-genkan-language",
            (Self::Language, false) => "genkan-language",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Session | Self::Desk | Self::Device | Self::Language => "/",
            // The browser sends a link to its page only.
            Self::Link(page) => page,
        }
    }
}

/// The value that the browser sent.
pub(crate) fn read(app: &App, headers: &HeaderMap, name: CookieName) -> Option<Zeroizing<String>> {
    let name = name.text(app.is_https());
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name && cookie.value().len() <= LARGEST)
        .map(|cookie| Zeroizing::new(cookie.value().to_owned()))
}

/// The header that sets a cookie.
pub(crate) fn set(
    app: &App,
    name: CookieName,
    value: &str,
    lifetime: Lifetime,
) -> impl IntoResponseParts + use<> {
    let seconds = i64::try_from(lifetime.seconds()).unwrap_or(i64::MAX);
    header(app, name, value, time::Duration::seconds(seconds))
}

/// The header that removes a cookie.
pub(crate) fn remove(app: &App, name: CookieName) -> impl IntoResponseParts + use<> {
    header(app, name, "", time::Duration::ZERO)
}

fn header(
    app: &App,
    name: CookieName,
    value: &str,
    age: time::Duration,
) -> impl IntoResponseParts + use<> {
    let cookie = Cookie::build((name.text(app.is_https()), value))
        .path(name.path())
        .max_age(age)
        .http_only(true)
        .secure(app.is_https())
        // Lax, not Strict: a link in an email is followed from another site,
        // and the next page needs the cookie.
        .same_site(SameSite::Lax);
    // Values that the portal sets are valid in a header.
    let value = HeaderValue::from_str(&cookie.build().to_string());
    AppendHeaders(value.ok().map(|value| (SET_COOKIE, value)))
}

/// Longer than any value that the portal sets.
const LARGEST: usize = 256;
