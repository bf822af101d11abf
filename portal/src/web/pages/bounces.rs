//! Receives the reports of a mail provider.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use crate::bounces::WebhookAnswer;
use crate::clock::now;
use crate::web::state::App;

pub(crate) async fn receive(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let Some(webhook) = &app.webhook else {
        return StatusCode::NOT_FOUND;
    };
    let signature = headers.get("genkan-signature");
    let signature = signature.and_then(|value| value.to_str().ok());
    match webhook
        .take(signature.unwrap_or_default(), &body, now())
        .await
    {
        WebhookAnswer::Done => StatusCode::NO_CONTENT,
        WebhookAnswer::Later => StatusCode::SERVICE_UNAVAILABLE,
        WebhookAnswer::Unsigned => StatusCode::UNAUTHORIZED,
        WebhookAnswer::Malformed => StatusCode::BAD_REQUEST,
    }
}
