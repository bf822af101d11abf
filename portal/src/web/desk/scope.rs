//! What the path of a page names. What is out of the operator's scope is
//! answered as what does not exist.

use std::str::FromStr;

use axum::http::StatusCode;
use genkan::id::AccountId;
use genkan::onboarding::Account;

use crate::service::OpenDesk;
use crate::web::page_error::PageError;
use crate::web::state::App;

pub(super) fn not_found() -> PageError {
    PageError::Status(StatusCode::NOT_FOUND)
}

/// Returns the identity in a path.
pub(super) fn parsed<T: FromStr>(text: &str) -> Result<T, PageError> {
    text.parse().map_err(|_| not_found())
}

/// Returns the contact that a path names.
pub(super) async fn contact(app: &App, desk: &OpenDesk, id: &str) -> Result<Account, PageError> {
    let id: AccountId = parsed(id)?;
    let found = app.service.contact_in_scope(id, &desk.operator).await?;
    found.ok_or_else(not_found)
}
