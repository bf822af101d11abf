//! Sign in and out.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::onboarding::Address;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::App;
use super::cookies::{self, Name};
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::layout::page;
use super::words::words;

#[derive(Deserialize)]
pub(super) struct Arrival {
    #[serde(default)]
    after: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Query(arrival): Query<Arrival>,
) -> Markup {
    let words = words(visitor.language);
    let notice = match arrival.after.as_str() {
        "password-set" => Some(words.password_set),
        "signed-out" => Some(words.signed_out),
        _ => None,
    };
    form(&app, &visitor, "", notice, None)
}

#[derive(Deserialize)]
pub(super) struct Submission {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: Zeroizing<String>,
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission { email, password }) = match submission {
        Ok(submission) => submission,
        Err(rejection) => return bad_form(&app, &visitor, &rejection),
    };
    // What is no address opens no account, at the same cost as any other.
    let address = Address::parse(&email).ok();
    let device = cookies::read(&app, &headers, Name::Device).unwrap_or_default();
    let signed_in = app.portal.sign_in(address.as_ref(), &password, &device);
    let signed_in = match signed_in.await {
        Ok(Ok(signed_in)) => signed_in,
        Ok(Err(refusal)) => {
            tracing::info!(code = refusal.code(), "sign-in refused");
            let problem = Some(words(visitor.language).sign_in_refused);
            let page = form(&app, &visitor, &email, None, problem);
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    // The session before this one ends: one browser, one session.
    if let Some(old) = cookies::read(&app, &headers, Name::Session)
        && let Err(fault) = app.portal.sign_out(&old).await
    {
        return failed(&app, &visitor, &fault);
    }
    let lifetime = app.portal.realm.session_lifetime;
    let session = cookies::set(&app, Name::Session, &signed_in.session.expose(), lifetime);
    let lifetime = app.portal.realm.device_lifetime;
    let known = signed_in
        .device
        .map(|device| cookies::set(&app, Name::Device, &device.expose(), lifetime));
    (session, known, Redirect::to("/")).into_response()
}

pub(super) async fn sign_out(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if let Some(session) = cookies::read(&app, &headers, Name::Session)
        && let Err(fault) = app.portal.sign_out(&session).await
    {
        return failed(&app, &visitor, &fault);
    }
    let gone = cookies::remove(&app, Name::Session);
    (gone, Redirect::to("/signin?after=signed-out")).into_response()
}

fn form(
    app: &App,
    visitor: &Visitor,
    email: &str,
    notice: Option<&str>,
    problem: Option<&str>,
) -> Markup {
    let words = words(visitor.language);
    let body = html! {
        h1 { (words.sign_in) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        form method="post" action="/signin" {
            div.field {
                label for="email" { (words.email) }
                input #email type="email" name="email" autocomplete="username" required
                    autocapitalize="none" spellcheck="false" value=(email);
            }
            div.field {
                label for="password" { (words.password) }
                input #password type="password" name="password" autocomplete="current-password"
                    required autocapitalize="none" spellcheck="false";
            }
            button.primary type="submit" { (words.sign_in) }
        }
        p.aside {
            a href="/forgot" { (words.forgot) }
            br;
            span.note { (words.forgot_first) }
        }
    };
    page(app, visitor, words.sign_in, body)
}
