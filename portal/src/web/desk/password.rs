//! An operator changes the password.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::Markup;

use crate::service::RequestSource;
use crate::web::extract::{DeskOperator, TypedForm, Visitor};
use crate::web::page_error::PageError;
use crate::web::pages::change_password::{Submission, change, form};
use crate::web::state::App;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
) -> Result<Markup, PageError> {
    operator.check_recent_factor(PATH)?;
    let (session, operator) = operator.desk.into_parts();
    Ok(form(&app, &visitor, &session, Some(&operator), None, &[]))
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    source: RequestSource,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    operator.check_recent_factor(PATH)?;
    let (session, operator) = operator.desk.into_parts();
    change(&app, &visitor, &session, Some(&operator), &source, &typed).await
}

const PATH: &str = "/desk/password";
