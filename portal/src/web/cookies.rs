//! The cookies: the session of a contact, that of an operator at the support
//! desk, the known browser, the chosen language, a notice to be shown once, and
//! the mark of a browser that has opened a page here.

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
    /// path is that of the whole portal: a narrower one would keep it from the
    /// other pages, which is no protection, since they are of the same origin.
    Desk,
    Device,
    Language,
    /// What has just been done: the next page says so, once. After a password was
    /// set, it has the address, too, for the form of that page.
    Notice,
    /// The browser has opened a page with a form. A browser sends it with no
    /// request that another site causes.
    Visited,
}

impl CookieName {
    /// Every cookie.
    const ALL: [Self; 6] = [
        Self::Session,
        Self::Desk,
        Self::Device,
        Self::Language,
        Self::Notice,
        Self::Visited,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Desk => "desk",
            Self::Device => "device",
            Self::Language => "language",
            Self::Notice => "notice",
            Self::Visited => "visited",
        }
    }

    /// On https the prefix makes the browser refuse the cookie from plain http,
    /// and from any other host if the portal has the whole host (RFC 6265bis
    /// section 4.1.3).
    fn text(self, app: &App) -> String {
        let prefix = match (app.is_https(), app.base_url.path()) {
            (true, "/") => "__Host-",
            (true, _) => "__Secure-",
            (false, _) => "",
        };
        format!("{prefix}genkan-{}", self.name())
    }

    /// Lax, not Strict: a link in an email is followed from another site, and
    /// the next page needs the session.
    const fn same_site(self) -> SameSite {
        match self {
            Self::Visited => SameSite::Strict,
            _ => SameSite::Lax,
        }
    }
}

/// The value that the browser sent.
pub(crate) fn read(app: &App, headers: &HeaderMap, name: CookieName) -> Option<Zeroizing<String>> {
    let name = name.text(app);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name && cookie.value().len() <= LARGEST)
        .map(|cookie| Zeroizing::new(cookie.value().to_owned()))
}

/// Whether the browser sent any cookie of the portal.
pub(crate) fn are_sent(app: &App, headers: &HeaderMap) -> bool {
    let mut names = CookieName::ALL.into_iter();
    names.any(|name| read(app, headers, name).is_some())
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
    let path = match app.prefix() {
        "" => "/",
        prefix => prefix,
    };
    let cookie = Cookie::build((name.text(app), value))
        .path(path)
        .max_age(age)
        .http_only(true)
        .secure(app.is_https())
        .same_site(name.same_site());
    // Values that the portal sets are valid in a header.
    let value = HeaderValue::from_str(&cookie.build().to_string());
    AppendHeaders(value.ok().map(|value| (SET_COOKIE, value)))
}

/// The header that marks the browser as one that has opened a form.
pub(crate) fn visited(app: &App) -> impl IntoResponseParts + use<> {
    set(app, CookieName::Visited, "1", VISITED)
}

const VISITED: Lifetime = match Lifetime::from_seconds(30 * 24 * 60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
/// Longer than any value that the portal sets: a notice has an address.
const LARGEST: usize = 320;
