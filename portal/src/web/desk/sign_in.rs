//! Operators sign in and out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use genkan::address::Address;
use genkan::onboarding::Refusal;
use genkan::time::Lifetime;
use genkan::token::{AwaitingFactor, Purpose as _};
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::service::{NotSignedIn, RequestSource};
use crate::web::back::{Back, DeskStep};
use crate::web::cookies::{self, CookieName};
use crate::web::extract::{DeskToken, DeskVisitor, TypedForm, Visitor};
use crate::web::notice::{Notice, NoticeAddress, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::pages::sign_in::{address_and_password, too_often};
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

/// Leads on an operator who is signed in, unless there is something to say first.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskVisitor,
    back: Back,
    Notice(after): Notice,
    NoticeAddress(address): NoticeAddress,
) -> Response {
    let texts = texts(visitor.language);
    let (notice, problem) = match after.as_str() {
        "password-set" => (Some(texts.sign_in.password_set), None),
        "signed-out" => (Some(texts.sign_in.signed_out), None),
        "passkey-blocked" => (None, Some(texts.desk_factor.passkey_blocked)),
        _ => (None, None),
    };
    let is_signed_in = matches!(operator, DeskVisitor::SignedIn(_));
    if is_signed_in && notice.is_none() && problem.is_none() {
        return Redirect::to(back.path()).into_response();
    }
    let page = form(&app, &visitor, &back, &address, notice, problem);
    (cookies::visited(&app), page).into_response()
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: Zeroizing<String>,
    #[serde(default)]
    back: String,
    /// Whether the page of the form has set a cookie.
    #[serde(default)]
    cookie: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    source: RequestSource,
    headers: HeaderMap,
    DeskToken(old): DeskToken,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let texts = texts(visitor.language);
    let back = Back::to_desk(&typed.back);
    let again = |problem: &str| form(&app, &visitor, &back, &typed.email, None, Some(problem));
    let refused = |refusal: Refusal| {
        tracing::info!(code = refusal.code(), "sign-in at the support desk refused");
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            again(texts.sign_in.refused),
        )
            .into_response()
    };
    if !typed.cookie.is_empty() && !cookies::are_sent(&app, &headers) {
        let page = again(texts.sign_in.no_cookies);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    // A text that is not an address opens no account, which is public: it costs
    // no hash.
    let address = match Address::parse(&typed.email) {
        Ok(address) => address,
        Err(invalid) => {
            let page = again((texts.fields.invalid_address)(invalid));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let service = &app.service;
    let signed_in = service.sign_in_operator(&address, &typed.password, &source);
    let signed_in = match signed_in.await {
        Ok(signed_in) => signed_in,
        Err(NotSignedIn::Refused(refusal)) => return Ok(refused(refusal)),
        Err(NotSignedIn::Throttled(throttled)) => {
            let (status, seconds, problem) = too_often(&visitor, throttled);
            let page = again(&problem);
            return Ok((status, [(RETRY_AFTER, seconds.to_string())], page).into_response());
        }
        Err(NotSignedIn::Failed(error)) => return Err(error.into()),
    };
    // A browser has one session at the support desk: the previous one ends.
    if let Some(old) = old {
        service.sign_out_operator(&old).await?;
    }
    let awaiting = signed_in.session.expose();
    let awaiting = desk_cookie(&app, awaiting.as_str(), AwaitingFactor::LIFETIME);
    let known = signed_in.device.map(|device| {
        let device = device.expose();
        let lifetime = service.realm.device_lifetime;
        cookies::set(&app, CookieName::Device, device.as_str(), lifetime)
    });
    let next = Redirect::to(&DeskStep::Factor.path(&back));
    Ok((awaiting, known, next).into_response())
}

pub(crate) async fn sign_out(
    State(app): State<Arc<App>>,
    DeskToken(session): DeskToken,
) -> Result<Response, PageError> {
    if let Some(session) = session {
        app.service.sign_out_operator(&session).await?;
    }
    let cookie = cookies::remove(&app, CookieName::Desk);
    Ok(NoticeAt::new("/desk/signin", "signed-out").go_with(&app, cookie))
}

/// The header that keeps a token of the support desk.
pub(super) fn desk_cookie(
    app: &App,
    token: &str,
    lifetime: Lifetime,
) -> impl axum::response::IntoResponseParts + use<> {
    cookies::set(app, CookieName::Desk, token, lifetime)
}

fn form(
    app: &App,
    visitor: &Visitor,
    back: &Back,
    email: &str,
    notice: Option<&str>,
    problem: Option<&str>,
) -> Markup {
    let texts = texts(visitor.language);
    let title = texts.desk.sign_in;
    let body = html! {
        h1 { (title) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        form method="post" action="/desk/signin" {
            input type="hidden" name="back" value=(back.path());
            (address_and_password(visitor, email))
        }
        p.aside { a href="/forgot" { (texts.sign_in.forgot) } }
    };
    desk_page(app, visitor, None, title, body)
}
