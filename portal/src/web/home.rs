//! The page of whoever is signed in.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::App;
use super::cookies::{self, Name};
use super::email::waiting;
use super::error::failed;
use super::language::Visitor;
use super::layout::page;
use super::words::words;
use crate::portal::OpenSession;

#[derive(Default, Deserialize)]
pub(super) struct Arrival {
    #[serde(default)]
    after: String,
}

pub(super) async fn show(
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
    let words = words(visitor.language);
    let account = &session.account;
    let body = html! {
        h1 { (words.welcome(account.name.as_str())) }
        @if arrival.after == "password-changed" {
            p.notice role="status" { (words.password_changed) }
        }
        dl {
            dt { (words.name) } dd { (account.name.as_str()) }
            @if let Some(company) = &session.company {
                dt { (words.company) } dd { (company.name.as_str()) }
            }
            dt { (words.email) } dd { (account.address.as_str()) }
            @if let Some(waiting) = waiting(&app, &visitor, account) { (waiting) }
        }
        nav.choices aria-label=(words.account) {
            a href="/password" { (words.change_password) }
            a href="/email" { (words.address.change) }
            a href="/contacts" { (words.contacts) }
            a href="/help" { (words.help) }
        }
        form method="post" action="/signout" {
            button type="submit" { (words.sign_out) }
        }
    };
    page(&app, &visitor, words.home, body).into_response()
}

/// Who is signed in; the answer for whoever is not.
pub(super) async fn signed_in(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Result<OpenSession, Response> {
    let session = cookies::read(app, headers, Name::Session).unwrap_or_default();
    match app.portal.session(&session).await {
        Ok(Ok(session)) => Ok(session),
        Ok(Err(_)) => Err(Redirect::to("/signin").into_response()),
        Err(fault) => Err(failed(app, visitor, &fault)),
    }
}
