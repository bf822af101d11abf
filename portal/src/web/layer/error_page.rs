//! Pages for errors. A handler returns a [`PageError`]; the layer renders it
//! for the visitor.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use genkan::onboarding::Refusal;
use maud::{Markup, html};

use crate::service::Error;
use crate::store;
use crate::web::extract::Visitor;
use crate::web::parts::layout::page;
use crate::web::parts::link_page::LinkPage;
use crate::web::parts::result_page::result_page;
use crate::web::state::App;
use crate::web::texts::{Texts, texts};

/// Why a handler has no page of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PageError {
    /// The page is for signed-in contacts.
    SignedOut,
    /// A link does not work, or what it does cannot be done.
    Link(LinkPage, Refusal),
    /// Every other error.
    Status(StatusCode),
}

/// The page shows nothing of a failure; the log has the details.
impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        tracing::error!(code = error.code(), %error, "request failed");
        Self::Status(if error.is_temporary() {
            StatusCode::SERVICE_UNAVAILABLE
        } else {
            StatusCode::INTERNAL_SERVER_ERROR
        })
    }
}

impl From<store::Error> for PageError {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}

/// The error without its page, which [`render`] adds.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::SignedOut => return Redirect::to("/signin").into_response(),
            Self::Link(_, Refusal::AddressTaken) => StatusCode::CONFLICT,
            Self::Link(..) => StatusCode::GONE,
            Self::Status(status) => status,
        };
        let mut response = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, 3.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Adds the page to an error.
pub(crate) async fn render(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<PageError>() else {
        return response;
    };
    let (parts, _) = response.into_parts();
    let page = error.page(&app, visitor);
    (parts, page).into_response()
}

impl PageError {
    fn page(self, app: &App, visitor: Visitor) -> Markup {
        let texts = texts(visitor.language);
        match self {
            Self::Link(_, Refusal::AddressTaken) => result_page(app, &visitor, &texts.links.taken),
            Self::Link(link_page, refusal) => {
                tracing::info!(code = refusal.code(), "link not usable");
                result_page(app, &visitor, link_page.unusable(&texts.links))
            }
            Self::Status(status) => status_page(app, visitor, status),
            Self::SignedOut => html! {},
        }
    }
}

fn status_page(app: &App, visitor: Visitor, status: StatusCode) -> Markup {
    let texts = texts(visitor.language);
    // Changing the language reloads a page that exists.
    let path = "/".into();
    let visitor = Visitor { path, ..visitor };
    let (title, text) = sentences(texts, status);
    let body = html! {
        h1 { (title) }
        p { (text) }
        p { a href="/" { (texts.to_start) } }
    };
    page(app, &visitor, title, body)
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
