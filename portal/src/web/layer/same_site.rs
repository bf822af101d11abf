use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::web::page_error::PageError;
use crate::web::state::App;

/// Rejects requests that another site makes a browser send.
///
/// Browsers report where a request comes from in `Sec-Fetch-Site`, and older
/// ones in `Origin`. A client that sends neither is not a browser and has no
/// cookies to misuse. The origin is compared with the configured one, never
/// with `Host`.
pub(crate) async fn same_site(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() || is_same_site(&app, request.headers()) {
        return next.run(request).await;
    }
    PageError::Status(StatusCode::FORBIDDEN).into_response()
}

fn is_same_site(app: &App, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    headers
        .get(ORIGIN)
        .is_none_or(|origin| origin == app.base_url.origin().ascii_serialization().as_str())
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
