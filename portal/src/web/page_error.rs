use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Redirect, Response};
use genkan::onboarding::Refusal;
use genkan::token::Ended;

use super::back::{Back, DeskStep};
use super::link_page::LinkPage;
use crate::service::{Error, NotPermitted, NotQueued};
use crate::store;

/// Why a handler has no page of its own.
#[derive(Clone, Debug)]
pub(crate) enum PageError {
    /// The page is for signed-in contacts: they sign in first, and come back then.
    SignedOut(Back),
    /// The page is for operators: they go to this page of the support desk first,
    /// and come back then.
    Desk(DeskStep, Back),
    /// The operator is not permitted to do this.
    NotPermitted,
    /// The browser does not say which site has sent the form.
    UnknownSite,
    /// A link does not work, or what it does cannot be done.
    UnusableLink(LinkPage, Unusable),
    /// What was requested may have been done.
    OutcomeUnknown,
    /// Every other error.
    Status(StatusCode),
}

/// Why a link does not work.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unusable {
    /// The path has no link.
    Missing,
    /// It is not the whole link.
    Damaged,
    /// It has expired.
    Expired,
    /// It ended before it expired.
    Ended(Ended),
    /// Every other reason.
    Refused(Refusal),
}

/// The page shows nothing of a failure; the log has the details.
impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        tracing::error!(code = error.code(), %error, "request failed");
        match error {
            Error::OutcomeUnknown(_) => Self::OutcomeUnknown,
            error if error.is_temporary() => Self::Status(StatusCode::SERVICE_UNAVAILABLE),
            _ => Self::Status(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl From<NotPermitted> for PageError {
    fn from(denied: NotPermitted) -> Self {
        let (operator, permission) = (denied.operator.id, denied.permission.code());
        tracing::info!(%operator, permission, "not permitted");
        Self::NotPermitted
    }
}

impl From<NotQueued> for PageError {
    fn from(full: NotQueued) -> Self {
        Self::Status(match full {
            NotQueued::Client => StatusCode::TOO_MANY_REQUESTS,
            NotQueued::Everybody => StatusCode::SERVICE_UNAVAILABLE,
        })
    }
}

impl From<store::Error> for PageError {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}

/// The error without its page, which the error-page layer adds.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Desk(step, back) => return Redirect::to(&step.path(back)).into_response(),
            Self::NotPermitted | Self::UnknownSite => StatusCode::FORBIDDEN,
            Self::SignedOut(back) => return Redirect::to(&back.after("/signin")).into_response(),
            Self::UnusableLink(_, Unusable::Refused(Refusal::AddressTaken)) => StatusCode::CONFLICT,
            Self::UnusableLink(..) => StatusCode::GONE,
            Self::OutcomeUnknown => StatusCode::SERVICE_UNAVAILABLE,
            Self::Status(status) => *status,
        };
        let mut response = status.into_response();
        if matches!(
            status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) {
            response.headers_mut().insert(RETRY_AFTER, 3.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}
