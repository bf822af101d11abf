//! What a visitor has just done: the next page says so, once, and to no other
//! visitor. It is a cookie, because a path that says so could be sent to anybody.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, IntoResponseParts, Redirect, Response};
use genkan::address::Address;
use genkan::time::Lifetime;

use super::cookies::{self, CookieName};
use super::state::App;

/// The code of what the visitor has just done; empty if there is nothing to say.
pub(crate) struct Notice(pub(crate) String);

impl FromRequestParts<Arc<App>> for Notice {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let notice = cookies::read(app, &parts.headers, CookieName::Notice);
        let notice = notice.unwrap_or_default();
        let code = notice
            .split_once(':')
            .map_or(notice.as_str(), |(code, _)| code);
        Ok(Self(code.to_owned()))
    }
}

/// The address that the notice is about, for the form of the next page; empty if
/// there is none.
pub(crate) struct NoticeAddress(pub(crate) String);

impl FromRequestParts<Arc<App>> for NoticeAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let notice = cookies::read(app, &parts.headers, CookieName::Notice);
        let notice = notice.unwrap_or_default();
        let address = notice.split_once(':').map_or("", |(_, address)| address);
        Ok(Self(address.to_owned()))
    }
}

/// A page to go to, and the code of what it says then.
pub(crate) struct NoticeAt {
    path: String,
    code: &'static str,
    address: Option<Address>,
}

impl NoticeAt {
    pub(crate) fn new(path: impl Into<String>, code: &'static str) -> Self {
        Self {
            path: path.into(),
            code,
            address: None,
        }
    }

    /// Fills in an address on that page. Only this browser has the cookie, and only
    /// until the page is shown.
    pub(crate) fn fill_in(self, address: &Address) -> Self {
        Self {
            address: Some(address.clone()),
            ..self
        }
    }

    /// Sends the browser there.
    pub(crate) fn go(self, app: &App) -> Response {
        self.go_with(app, ())
    }

    /// Sends the browser there with other cookies.
    pub(crate) fn go_with(self, app: &App, cookies: impl IntoResponseParts) -> Response {
        // Every character of an address may be in a cookie (RFC 6265 section 4.1.1).
        let value = match &self.address {
            Some(address) => format!("{}:{address}", self.code),
            None => self.code.to_owned(),
        };
        let notice = cookies::set(app, CookieName::Notice, &value, KEPT);
        (cookies, notice, Redirect::to(&self.path)).into_response()
    }
}

/// Removes the notice from the browser when a page was shown.
pub(crate) async fn forget(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let is_read = request.method().is_safe();
    let has_notice = cookies::read(&app, request.headers(), CookieName::Notice).is_some();
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if has_notice && is_read && is_page && response.status().is_success() {
        return (cookies::remove(&app, CookieName::Notice), response).into_response();
    }
    response
}

/// For how long it may take until the page is shown.
const KEPT: Lifetime = match Lifetime::from_seconds(5 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
