//! Pages for what went wrong.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use maud::html;

use crate::service::Error;
use crate::web::extract::visitor::{Visitor, of_request};
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::{Texts, texts};

/// A page for a status.
#[derive(Clone, Debug)]
pub(crate) struct ErrorPage {
    status: StatusCode,
    visitor: Visitor,
}

impl ErrorPage {
    pub(crate) fn new(status: StatusCode, language: Language) -> Self {
        let path = "/".into();
        let visitor = Visitor { language, path };
        Self { status, visitor }
    }

    pub(crate) fn into_response(self, app: &App) -> Response {
        let texts = texts(self.visitor.language);
        let (title, text) = sentences(texts, self.status);
        let body = html! {
            h1 { (title) }
            p { (text) }
            p { a href="/" { (texts.to_start) } }
        };
        let page = page(app, &self.visitor, title, body);
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            return (self.status, [(RETRY_AFTER, "3")], page).into_response();
        }
        (self.status, page).into_response()
    }
}

const fn sentences(texts: &Texts, status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => texts.forbidden,
        StatusCode::NOT_FOUND => texts.not_found,
        StatusCode::METHOD_NOT_ALLOWED => texts.not_allowed,
        StatusCode::REQUEST_TIMEOUT => texts.too_slow,
        StatusCode::PAYLOAD_TOO_LARGE => texts.too_large,
        StatusCode::SERVICE_UNAVAILABLE => texts.busy,
        StatusCode::INTERNAL_SERVER_ERROR => texts.failed,
        _ => texts.bad_request,
    }
}

/// A failure underneath: the log has the details, the page has none.
pub(crate) fn failed(app: &App, visitor: &Visitor, error: &Error) -> Response {
    let status = if error.is_temporary() {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    };
    tracing::error!(code = error.code(), %error, "request failed");
    ErrorPage::new(status, visitor.language).into_response(app)
}

/// A form that is none of ours.
pub(crate) fn bad_form(app: &App, visitor: &Visitor) -> Response {
    ErrorPage::new(StatusCode::BAD_REQUEST, visitor.language).into_response(app)
}

pub(crate) async fn not_found(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let language = of_request(&app, &headers);
    ErrorPage::new(StatusCode::NOT_FOUND, language).into_response(&app)
}

pub(crate) async fn not_allowed(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let language = of_request(&app, &headers);
    ErrorPage::new(StatusCode::METHOD_NOT_ALLOWED, language).into_response(&app)
}
