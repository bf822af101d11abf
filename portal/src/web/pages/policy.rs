//! The policy as data, and the way to the page that changes a password.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Redirect;
use genkan::policy::Document;

use crate::web::state::App;

pub(crate) async fn document(State(app): State<Arc<App>>) -> Json<Document> {
    Json(Document::from(app.service.policy_engine.policy()))
}

/// W3C "A Well-Known URL for Changing Passwords": a temporary redirect.
pub(crate) async fn change_password() -> Redirect {
    Redirect::to("/password")
}
