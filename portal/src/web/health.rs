//! For whoever watches the service.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use super::App;

/// The program runs.
pub(super) async fn is_alive() -> &'static str {
    "ok\n"
}

/// The program runs and its database answers.
pub(super) async fn is_ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    match app.portal.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(fault) => {
            tracing::error!(code = fault.code(), %fault, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}
