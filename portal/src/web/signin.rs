//! Sign in and out.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::address::Address;
use genkan::limit::{LimitName, Throttled};
use genkan::onboarding::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::App;
use super::client::Client;
use super::cookies::{self, Name};
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::layout::page;
use super::words::words;
use crate::portal::{NotSignedIn, Origin};
use crate::system::now;

#[derive(Default, Deserialize)]
pub(super) struct Arrival {
    #[serde(default)]
    after: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    arrival: Result<Query<Arrival>, QueryRejection>,
) -> Markup {
    let Query(arrival) = arrival.unwrap_or_default();
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
    Client(client): Client,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission { email, password }) = match submission {
        Ok(submission) => submission,
        Err(_) => return bad_form(&app, &visitor),
    };
    // What is no address opens no account, as everybody can see: it costs no
    // hash.
    let Ok(address) = Address::parse(&email) else {
        return refused(&app, &visitor, &email, Refusal::SignIn);
    };
    let device = cookies::read(&app, &headers, Name::Device).map(Zeroizing::new);
    let origin = Origin {
        client: &client,
        device: device.as_deref().map_or("", String::as_str),
    };
    let signed_in = match app.portal.sign_in(&address, &password, &origin).await {
        Ok(Ok(signed_in)) => signed_in,
        Ok(Err(NotSignedIn::Refused(refusal))) => {
            return refused(&app, &visitor, &email, refusal);
        }
        Ok(Err(NotSignedIn::Throttled(throttled))) => {
            return too_often(&app, &visitor, &email, throttled);
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
    let session = cookies::set(
        &app,
        Name::Session,
        signed_in.session.expose().as_str(),
        lifetime,
    );
    let lifetime = app.portal.realm.device_lifetime;
    let known = signed_in
        .device
        .map(|device| cookies::set(&app, Name::Device, device.expose().as_str(), lifetime));
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

/// The same page for every attempt that is heard, and for every one that an
/// account does not hear.
fn refused(app: &App, visitor: &Visitor, email: &str, refusal: Refusal) -> Response {
    tracing::info!(code = refusal.code(), "sign-in refused");
    let problem = words(visitor.language).sign_in_refused;
    let page = form(app, visitor, email, None, Some(problem));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The page for a client that has tried too often, and for everybody where
/// everybody has. How long everybody has to wait is not said: it tells what
/// others do.
fn too_often(app: &App, visitor: &Visitor, email: &str, throttled: Throttled) -> Response {
    tracing::info!(code = throttled.by.code(), "sign-in throttled");
    let words = words(visitor.language);
    let (status, seconds, problem) = if throttled.by == LimitName::SignInClient {
        let seconds = wait(throttled);
        let problem = words.try_again_in(seconds);
        (StatusCode::TOO_MANY_REQUESTS, seconds, problem)
    } else {
        let problem = words.sign_in_busy.to_owned();
        (StatusCode::SERVICE_UNAVAILABLE, BUSY, problem)
    };
    let page = form(app, visitor, email, None, Some(&problem));
    (status, [(RETRY_AFTER, seconds.to_string())], page).into_response()
}

/// In how many seconds it may be tried again, at least one.
pub(super) fn wait(throttled: Throttled) -> u64 {
    let until = throttled.until.unwrap_or_else(now);
    until.since(now()).as_secs().max(1)
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

/// After how many seconds to try again where everybody has to wait.
const BUSY: u64 = 60;
