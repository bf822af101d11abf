use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;

use crate::web::page_error::PageError;
use crate::web::state::App;

/// The fields of a submitted form.
pub(crate) struct TypedForm<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for TypedForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, PageError> {
        let body = Bytes::from_request(request, app).await;
        let body = body.map_err(|error| PageError::Status(error.into_response().status()))?;
        let form = serde_urlencoded::from_bytes(&body);
        form.map(Self)
            .map_err(|_| PageError::Status(StatusCode::BAD_REQUEST))
    }
}

/// Returns the size limit of a form in bytes: three passwords of the policy's
/// largest size, percent-encoded, and room for the other fields. A form of the
/// help page has a text of 2,000 characters, of up to 12 bytes each.
pub(crate) fn largest_form(max_bytes: u32) -> usize {
    (3 * 3 * max_bytes as usize + 4096).max(32 * 1024)
}
