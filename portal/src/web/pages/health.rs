//! Health checks for monitoring.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::web::state::App;

/// Answers while the program runs.
pub(crate) async fn is_alive() -> &'static str {
    "ok\n"
}

/// Answers whether the database is available.
pub(crate) async fn is_ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    match app.service.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(code = error.code(), %error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}
