use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use url::Url;

use crate::web::cookies::{self, CookieName};
use crate::web::link_page::LinkPage;
use crate::web::page_error::PageError;
use crate::web::state::App;

/// Rejects requests that another site makes a browser send.
///
/// Browsers report where a request comes from in `Sec-Fetch-Site`, and older
/// ones in `Origin` or `Referer`. A client that sends none of them is not a
/// browser, or is behind a filter that drops them; a browser sends no cookie of
/// the portal with a form of another site (`SameSite`). The site is compared with
/// the configured one, never with `Host`.
pub(crate) async fn same_site(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match sender(&app, request.headers()) {
        Sender::ThisSite => next.run(request).await,
        Sender::Hidden if is_harmless(&app, &request) => next.run(request).await,
        Sender::Hidden => PageError::UnknownSite.into_response(),
        Sender::OtherSite => PageError::Status(StatusCode::FORBIDDEN).into_response(),
    }
}

/// The site whose page sends a form.
enum Sender {
    ThisSite,
    OtherSite,
    /// The browser does not tell: it sends `Origin: null` and nothing else, as the
    /// page or a filter demands.
    Hidden,
}

fn sender(app: &App, headers: &HeaderMap) -> Sender {
    let site = |is_this| match is_this {
        true => Sender::ThisSite,
        false => Sender::OtherSite,
    };
    if let Some(name) = headers.get(SEC_FETCH_SITE) {
        return site(name == "same-origin" || name == "none");
    }
    let origin = app.base_url.origin();
    match headers.get(ORIGIN) {
        Some(own) if own != "null" => return site(own == origin.ascii_serialization().as_str()),
        _ => {}
    }
    let referer = headers.get(REFERER).and_then(|it| it.to_str().ok());
    if let Some(referer) = referer.and_then(|url| Url::parse(url).ok()) {
        return site(referer.origin() == origin);
    }
    match headers.contains_key(ORIGIN) {
        true => Sender::Hidden,
        false => Sender::ThisSite,
    }
}

/// Returns whether a form of a hidden sender may be accepted. It has the cookie
/// that no other site makes a browser send; or it has a link, whose bearer may do
/// what it does; or every program may send it, and it has no cookie to misuse.
fn is_harmless(app: &App, request: &Request) -> bool {
    let (path, headers) = (request.uri().path(), request.headers());
    cookies::read(app, headers, CookieName::Visited).is_some()
        || LinkPage::has_link(path)
        || (PUBLIC_FORMS.contains(&path) && !cookies::are_sent(app, headers))
}

const PUBLIC_FORMS: [&str; 3] = ["/forgot", "/help/sign-in", "/help/registered"];
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
