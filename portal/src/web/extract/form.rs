use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;

use crate::web::page_error::PageError;
use crate::web::state::App;

/// The fields of a submitted form. The body is read completely, within a size
/// and a time limit, before the handler runs.
pub(crate) struct TypedForm<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for TypedForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, PageError> {
        let body = tokio::time::timeout(TIME, Bytes::from_request(request, app)).await;
        let body = body.map_err(|_| PageError::Status(StatusCode::REQUEST_TIMEOUT))?;
        let body = body.map_err(|error| PageError::Status(error.into_response().status()))?;
        let form = serde_urlencoded::from_bytes(&body);
        form.map(Self)
            .map_err(|_| PageError::Status(StatusCode::BAD_REQUEST))
    }
}

/// Returns the size limit of a form in bytes: three passwords of the policy's
/// largest size, percent-encoded, and room for the other fields.
pub(crate) fn largest_form(max_bytes: u32) -> usize {
    (3 * 3 * max_bytes as usize + 4096).max(16 * 1024)
}

/// A form is a few hundred bytes. A browser sends it at once.
const TIME: Duration = Duration::from_secs(10);
