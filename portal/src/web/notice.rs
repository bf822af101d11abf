//! What a visitor has just done: the next page says so, once, and to no other
//! visitor. It is a cookie, because a path that says so could be sent to anybody.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, IntoResponseParts, Redirect, Response};
use genkan::time::Lifetime;

use super::cookies::{self, CookieName};
use super::state::App;

/// The code of what the visitor has just done; empty if there is nothing to say.
pub(crate) struct Notice(pub(crate) String);

impl FromRequestParts<Arc<App>> for Notice {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let code = cookies::read(app, &parts.headers, CookieName::Notice);
        Ok(Self(code.map(|code| code.to_string()).unwrap_or_default()))
    }
}

/// A page to go to, and the code of what it says then.
pub(crate) struct NoticeAt {
    path: String,
    code: &'static str,
}

impl NoticeAt {
    pub(crate) fn new(path: impl Into<String>, code: &'static str) -> Self {
        let path = path.into();
        Self { path, code }
    }

    /// Sends the browser there.
    pub(crate) fn go(self, app: &App) -> Response {
        self.go_with(app, ())
    }

    /// Sends the browser there with other cookies.
    pub(crate) fn go_with(self, app: &App, cookies: impl IntoResponseParts) -> Response {
        let notice = cookies::set(app, CookieName::Notice, self.code, KEPT);
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
