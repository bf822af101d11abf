//! The page of whoever is signed in.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use serde::Deserialize;

use crate::service::OpenSession;
use crate::web::extract::visitor::Visitor;
use crate::web::layer::error_page::failed;
use crate::web::pages::change_email::waiting;
use crate::web::parts::cookies::{self, Name};
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::texts;

#[derive(Default, Deserialize)]
pub(crate) struct Arrival {
    #[serde(default)]
    after: String,
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    arrival: Result<Query<Arrival>, QueryRejection>,
) -> Response {
    let Query(arrival) = arrival.unwrap_or_default();
    let session = match signed_in(&app, &visitor, &headers).await {
        Ok(session) => session,
        Err(response) => return response,
    };
    let texts = texts(visitor.language);
    let account = &session.account;
    let body = html! {
        h1 { (texts.welcome(account.name.as_str())) }
        @if arrival.after == "password-changed" {
            p.notice role="status" { (texts.password_changed) }
        }
        dl {
            dt { (texts.name) } dd { (account.name.as_str()) }
            @if let Some(company) = &session.company {
                dt { (texts.company) } dd { (company.name.as_str()) }
            }
            dt { (texts.email) } dd { (account.address.as_str()) }
            @if let Some(waiting) = waiting(&app, &visitor, account) { (waiting) }
        }
        nav.choices aria-label=(texts.account) {
            a href="/password" { (texts.change_password) }
            a href="/email" { (texts.address.change) }
            a href="/contacts" { (texts.contacts) }
            a href="/help" { (texts.help) }
        }
        form method="post" action="/signout" {
            button type="submit" { (texts.sign_out) }
        }
    };
    page(&app, &visitor, texts.home, body).into_response()
}

/// Who is signed in; the answer for whoever is not.
pub(crate) async fn signed_in(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Result<OpenSession, Response> {
    let session = cookies::read(app, headers, Name::Session).unwrap_or_default();
    match app.service.session(&session).await {
        Ok(Ok(session)) => Ok(session),
        Ok(Err(_)) => Err(Redirect::to("/signin").into_response()),
        Err(error) => Err(failed(app, visitor, &error)),
    }
}
