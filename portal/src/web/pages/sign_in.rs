//! Contacts sign in and out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use genkan::address::Address;
use genkan::limit::{LimitName, Throttled};
use genkan::onboarding::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::clock::now;
use crate::service::{NotSignedIn, RequestSource, SignIn};
use crate::web::back::Back;
use crate::web::cookies::{self, CookieName};
use crate::web::extract::{Reader, SessionToken, TypedForm, Visitor};
use crate::web::link_page::LinkPage;
use crate::web::notice::{Notice, NoticeAddress, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::address_input::AddressInput;
use crate::web::parts::current_password::current_password;
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::texts;

/// Leads on a contact who is signed in, unless there is something to say first: the
/// link of another account may have been used in the browser.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Reader(visitor): Reader,
    back: Back,
    Notice(after): Notice,
    NoticeAddress(address): NoticeAddress,
) -> Response {
    let texts = texts(visitor.language);
    let notice = match after.as_str() {
        "password-set" => Some(texts.sign_in.password_set),
        "signed-out" => Some(texts.sign_in.signed_out),
        _ => None,
    };
    if visitor.contact.is_some() && notice.is_none() {
        return Redirect::to(back.path()).into_response();
    }
    let page = form(&app, &visitor, &back, &address, notice, None);
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
    SessionToken(old): SessionToken,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let back = Back::to_site(&typed.back);
    let again = |problem: &str| form(&app, &visitor, &back, &typed.email, None, Some(problem));
    // The same if the account does not accept attempts at all.
    let refused = |refusal: Refusal| {
        tracing::info!(code = refusal.code(), "sign-in refused");
        let page = again(texts(visitor.language).sign_in.refused);
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    if !typed.cookie.is_empty() && !cookies::are_sent(&app, &headers) {
        let page = again(texts(visitor.language).sign_in.no_cookies);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    // A text that is not an address opens no account, which is public: it costs
    // no hash.
    let address = match Address::parse(&typed.email) {
        Ok(address) => address,
        Err(invalid) => {
            let page = again((texts(visitor.language).fields.invalid_address)(invalid));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let signed_in = match app
        .service
        .sign_in(&address, &typed.password, &source)
        .await
    {
        Ok(SignIn::Session(signed_in)) => signed_in,
        Ok(SignIn::NewPassword { link, reason }) => {
            tracing::info!(code = reason.code(), "a new password is required");
            let page = LinkPage::ResetPassword.link(link.expose().as_str());
            return Ok(NoticeAt::new(page, reason.code()).go(&app));
        }
        Err(NotSignedIn::Refused(refusal)) => return Ok(refused(refusal)),
        Err(NotSignedIn::Throttled(throttled)) => {
            let (status, seconds, problem) = too_often(&visitor, throttled);
            let page = again(&problem);
            return Ok((status, [(RETRY_AFTER, seconds.to_string())], page).into_response());
        }
        Err(NotSignedIn::Failed(error)) => return Err(error.into()),
    };
    // A browser has one session: the previous one ends.
    if let Some(old) = old {
        app.service.sign_out(&old).await?;
    }
    let realm = &app.service.realm;
    let session = signed_in.session.expose();
    let session = cookies::set(
        &app,
        CookieName::Session,
        session.as_str(),
        realm.session_lifetime,
    );
    let known = signed_in.device.map(|device| {
        let device = device.expose();
        cookies::set(
            &app,
            CookieName::Device,
            device.as_str(),
            realm.device_lifetime,
        )
    });
    Ok((session, known, Redirect::to(back.path())).into_response())
}

pub(crate) async fn sign_out(
    State(app): State<Arc<App>>,
    SessionToken(session): SessionToken,
) -> Result<Response, PageError> {
    if let Some(session) = session {
        app.service.sign_out(&session).await?;
    }
    let cookie = cookies::remove(&app, CookieName::Session);
    Ok(NoticeAt::new("/signin", "signed-out").go_with(&app, cookie))
}

/// The answer to too many attempts by the client, or by all clients: its status,
/// how many seconds to wait, and the problem. In the second case the time to wait
/// is not shown, since it depends on what others do.
pub(crate) fn too_often(visitor: &Visitor, throttled: Throttled) -> (StatusCode, u64, String) {
    tracing::info!(code = throttled.by.code(), "sign-in throttled");
    let texts = texts(visitor.language);
    if throttled.by == LimitName::SignInClient {
        let seconds = seconds_until(throttled);
        let problem = (texts.fields.try_again_in)(seconds);
        (StatusCode::TOO_MANY_REQUESTS, seconds, problem)
    } else {
        let problem = texts.sign_in.busy.to_owned();
        (StatusCode::SERVICE_UNAVAILABLE, BUSY, problem)
    }
}

/// Returns in how many seconds the next attempt is accepted, at least one.
pub(crate) fn seconds_until(throttled: Throttled) -> u64 {
    let until = throttled.until.unwrap_or_else(now);
    until.since(now()).as_secs().max(1)
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
    let body = html! {
        h1 { (texts.sign_in.title) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        form method="post" action="/signin" {
            input type="hidden" name="back" value=(back.path());
            (address_and_password(visitor, email))
        }
        p.aside {
            a href="/forgot" { (texts.sign_in.forgot) }
            br;
            span.note { (texts.sign_in.first_time) }
        }
    };
    page(app, visitor, texts.sign_in.title, body)
}

/// The fields of a sign-in, and its button. The page sets a cookie, too: without
/// cookies nobody can be signed in.
pub(crate) fn address_and_password(visitor: &Visitor, email: &str) -> Markup {
    let texts = texts(visitor.language);
    html! {
        input type="hidden" name="cookie" value="set";
        div.field {
            label for="email" { (texts.fields.email) }
            (AddressInput {
                id: "email",
                name: "email",
                value: email,
                autocomplete: "username",
                is_required: true,
                is_invalid: false,
                described_by: None,
            })
        }
        (current_password(visitor, "password", texts.sign_in.password, None))
        button.primary type="submit" { (texts.sign_in.title) }
    }
}

/// How many seconds to wait if all clients have to.
const BUSY: u64 = 60;
