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

use crate::clock::now;
use crate::service::{NotSignedIn, RequestSource};
use crate::web::extract::client::Client;
use crate::web::extract::visitor::Visitor;
use crate::web::layer::error_page::{bad_form, failed};
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
    arrival: Result<Query<Arrival>, QueryRejection>,
) -> Markup {
    let Query(arrival) = arrival.unwrap_or_default();
    let texts = texts(visitor.language);
    let notice = match arrival.after.as_str() {
        "password-set" => Some(texts.password_set),
        "signed-out" => Some(texts.signed_out),
        _ => None,
    };
    form(&app, &visitor, "", notice, None)
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: Zeroizing<String>,
}

pub(crate) async fn submit(
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
    let source = RequestSource {
        client: &client,
        device: device.as_deref().map_or("", String::as_str),
    };
    let signed_in = match app.service.sign_in(&address, &password, &source).await {
        Ok(Ok(signed_in)) => signed_in,
        Ok(Err(NotSignedIn::Refused(refusal))) => {
            return refused(&app, &visitor, &email, refusal);
        }
        Ok(Err(NotSignedIn::Throttled(throttled))) => {
            return too_often(&app, &visitor, &email, throttled);
        }
        Err(error) => return failed(&app, &visitor, &error),
    };
    // The session before this one ends: one browser, one session.
    if let Some(old) = cookies::read(&app, &headers, Name::Session)
        && let Err(error) = app.service.sign_out(&old).await
    {
        return failed(&app, &visitor, &error);
    }
    let lifetime = app.service.realm.session_lifetime;
    let session = cookies::set(
        &app,
        Name::Session,
        signed_in.session.expose().as_str(),
        lifetime,
    );
    let lifetime = app.service.realm.device_lifetime;
    let known = signed_in
        .device
        .map(|device| cookies::set(&app, Name::Device, device.expose().as_str(), lifetime));
    (session, known, Redirect::to("/")).into_response()
}

pub(crate) async fn sign_out(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if let Some(session) = cookies::read(&app, &headers, Name::Session)
        && let Err(error) = app.service.sign_out(&session).await
    {
        return failed(&app, &visitor, &error);
    }
    let gone = cookies::remove(&app, Name::Session);
    (gone, Redirect::to("/signin?after=signed-out")).into_response()
}

/// The same page for every attempt that is heard, and for every one that an
/// account does not hear.
fn refused(app: &App, visitor: &Visitor, email: &str, refusal: Refusal) -> Response {
    tracing::info!(code = refusal.code(), "sign-in refused");
    let problem = texts(visitor.language).sign_in_refused;
    let page = form(app, visitor, email, None, Some(problem));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The page for a client that has tried too often, and for everybody where
/// everybody has. How long everybody has to wait is not said: it tells what
/// others do.
fn too_often(app: &App, visitor: &Visitor, email: &str, throttled: Throttled) -> Response {
    tracing::info!(code = throttled.by.code(), "sign-in throttled");
    let texts = texts(visitor.language);
    let (status, seconds, problem) = if throttled.by == LimitName::SignInClient {
        let seconds = wait(throttled);
        let problem = texts.try_again_in(seconds);
        (StatusCode::TOO_MANY_REQUESTS, seconds, problem)
    } else {
        let problem = texts.sign_in_busy.to_owned();
        (StatusCode::SERVICE_UNAVAILABLE, BUSY, problem)
    };
    let page = form(app, visitor, email, None, Some(&problem));
    (status, [(RETRY_AFTER, seconds.to_string())], page).into_response()
}

/// In how many seconds it may be tried again, at least one.
pub(crate) fn wait(throttled: Throttled) -> u64 {
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
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.sign_in) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        form method="post" action="/signin" {
            div.field {
                label for="email" { (texts.email) }
                input #email type="email" name="email" autocomplete="username" required
                    autocapitalize="none" spellcheck="false" value=(email);
            }
            div.field {
                label for="password" { (texts.password) }
                input #password type="password" name="password" autocomplete="current-password"
                    required autocapitalize="none" spellcheck="false";
            }
            button.primary type="submit" { (texts.sign_in) }
        }
        p.aside {
            a href="/forgot" { (texts.forgot) }
            br;
            span.note { (texts.forgot_first) }
        }
    };
    page(app, visitor, texts.sign_in, body)
}

/// After how many seconds to try again where everybody has to wait.
const BUSY: u64 = 60;
