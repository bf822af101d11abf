//! The provider's own logo, icon and colours.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use crate::web::assets::caching;
use crate::web::state::App;

pub(crate) async fn serve(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Response {
    let Ok(Path((version, name))) = path else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some((file, is_current)) = app.brand_files.get(&version, &name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (CONTENT_TYPE, file.kind),
        (CACHE_CONTROL, caching(is_current)),
        // An SVG image has styles, and must not run scripts.
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        ),
    ];
    (headers, file.content.to_vec()).into_response()
}
