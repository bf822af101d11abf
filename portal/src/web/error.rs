//! Pages for what went wrong.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use maud::html;

use super::App;
use super::language::{Visitor, of_request};
use super::layout::page;
use super::words::{Words, words};
use crate::fault::Fault;

/// A page for a status.
#[derive(Clone, Debug)]
pub(super) struct ErrorPage {
    status: StatusCode,
    visitor: Visitor,
}

impl ErrorPage {
    pub(super) fn new(status: StatusCode, language: Language) -> Self {
        let path = "/".into();
        let visitor = Visitor { language, path };
        Self { status, visitor }
    }

    pub(super) fn into_response(self, app: &App) -> Response {
        let words = words(self.visitor.language);
        let (title, text) = sentences(words, self.status);
        let body = html! {
            h1 { (title) }
            p { (text) }
            p { a href="/" { (words.to_start) } }
        };
        let page = page(app, &self.visitor, title, body);
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            return (self.status, [(RETRY_AFTER, "3")], page).into_response();
        }
        (self.status, page).into_response()
    }
}

const fn sentences(words: &Words, status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => words.forbidden,
        StatusCode::NOT_FOUND => words.not_found,
        StatusCode::METHOD_NOT_ALLOWED => words.not_allowed,
        StatusCode::REQUEST_TIMEOUT => words.too_slow,
        StatusCode::PAYLOAD_TOO_LARGE => words.too_large,
        StatusCode::SERVICE_UNAVAILABLE => words.busy,
        StatusCode::INTERNAL_SERVER_ERROR => words.failed,
        _ => words.bad_request,
    }
}

/// A failure underneath: the log has the details, the page has none.
pub(super) fn failed(app: &App, visitor: &Visitor, fault: &Fault) -> Response {
    let status = if fault.is_temporary() {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    };
    tracing::error!(code = fault.code(), %fault, "request failed");
    ErrorPage::new(status, visitor.language).into_response(app)
}

/// A form that is none of ours.
pub(super) fn bad_form(app: &App, visitor: &Visitor) -> Response {
    ErrorPage::new(StatusCode::BAD_REQUEST, visitor.language).into_response(app)
}

pub(super) async fn not_found(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let language = of_request(&app, &headers);
    ErrorPage::new(StatusCode::NOT_FOUND, language).into_response(&app)
}

pub(super) async fn not_allowed(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let language = of_request(&app, &headers);
    ErrorPage::new(StatusCode::METHOD_NOT_ALLOWED, language).into_response(&app)
}
