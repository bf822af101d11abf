//! An operator proves a second factor, after the password or again.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::onboarding::{Operator, Refusal};
use genkan::token::ProvesFactor;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::passkey_form::{Ceremony, no_passkeys, passkey_form};
use super::sign_in::desk_cookie;
use crate::service::{NotProven, OpenDesk};
use crate::web::back::{Back, DeskStep};
use crate::web::extract::{DeskVisitor, TypedForm, Visitor};
use crate::web::notice::NoticeAt;
use crate::web::page_error::PageError;
use crate::web::pages::sign_in::seconds_until;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    at_desk: DeskVisitor,
    back: Back,
) -> Result<Response, PageError> {
    match at_desk {
        DeskVisitor::SignedOut => Err(PageError::Desk(DeskStep::SignIn, back)),
        DeskVisitor::AwaitingFactor(desk) if !desk.operator.second_factor.is_enrolled() => {
            Err(PageError::Desk(DeskStep::SetUp, back))
        }
        DeskVisitor::AwaitingFactor(desk) => {
            Ok(form(&app, &visitor, &desk, None, &back, None).into_response())
        }
        // It was proven meanwhile, for example in another window.
        DeskVisitor::SignedIn(desk) if app.service.has_recent_factor(&desk) => {
            Ok(Redirect::to(back.path()).into_response())
        }
        DeskVisitor::SignedIn(desk) => {
            let operator = Some(&desk.operator);
            Ok(form(&app, &visitor, &desk, operator, &back, None).into_response())
        }
    }
}

/// A code, or what the browser returned of a passkey.
#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    pub(super) code: Zeroizing<String>,
    #[serde(default)]
    pub(super) passkey: String,
    /// Of a new passkey.
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) back: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    at_desk: DeskVisitor,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let back = Back::to_desk(&typed.back);
    match at_desk {
        DeskVisitor::SignedOut => Err(PageError::Desk(DeskStep::SignIn, back)),
        DeskVisitor::AwaitingFactor(desk) => prove(&app, &visitor, &desk, None, &typed, back).await,
        DeskVisitor::SignedIn(desk) => {
            let operator = Some(&desk.operator);
            prove(&app, &visitor, &desk, operator, &typed, back).await
        }
    }
}

async fn prove<P: ProvesFactor>(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk<P>,
    operator: Option<&Operator>,
    typed: &Submission,
    back: Back,
) -> Result<Response, PageError> {
    let (answer, service) = (typed.passkey.as_str(), &app.service);
    let proven = match app.passkey_site() {
        Ok(site) if !answer.is_empty() => service.prove_passkey(desk, &site, answer).await,
        _ => service.prove_factor(desk, &typed.code).await,
    };
    match proven {
        Ok(session) => {
            let lifetime = app.service.realm.desk_session_lifetime;
            let session = session.expose();
            let cookie = desk_cookie(app, session.as_str(), lifetime);
            // The app and the codes would stop working when the key is dropped.
            let (realm, operator) = (&app.service.realm, &desk.operator);
            let next = if realm.has_retired_factor(operator) {
                DeskStep::SetUp.path(&back)
            } else if realm.has_retired_recovery_codes(operator) {
                "/desk/account".to_owned()
            } else {
                back.path().to_owned()
            };
            Ok((cookie, Redirect::to(&next)).into_response())
        }
        Err(error) => not_proven(
            app,
            visitor,
            typed.refused(visitor),
            error,
            &back,
            |problem| form(app, visitor, desk, operator, &back, Some(problem)),
        ),
    }
}

impl Submission {
    /// Returns what the page says if it is not accepted.
    pub(super) fn refused(&self, visitor: &Visitor) -> &'static str {
        let texts = &texts(visitor.language).desk_factor;
        match self.passkey.is_empty() {
            true => texts.refused,
            false => texts.passkey_refused,
        }
    }
}

/// The answer to what was not accepted: the form again, with the problem.
pub(super) fn not_proven(
    app: &App,
    visitor: &Visitor,
    refused: &str,
    error: NotProven,
    back: &Back,
    again: impl FnOnce(&str) -> Markup,
) -> Result<Response, PageError> {
    let texts = texts(visitor.language);
    match error {
        NotProven::Refused(refusal) => {
            tracing::info!(code = refusal.code(), "second factor refused");
            let problem = match refusal {
                Refusal::LastFactor => texts.desk_factor.last_method,
                _ => refused,
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, again(problem)).into_response())
        }
        // Every session has ended.
        NotProven::PasskeyBlocked => Ok(NoticeAt::new("/desk/signin", "passkey-blocked").go(app)),
        NotProven::Throttled(throttled) => {
            tracing::info!(code = throttled.by.code(), "second factor throttled");
            let seconds = seconds_until(throttled);
            let page = again(&(texts.desk_factor.try_again_in)(seconds));
            let after = [(RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, after, page).into_response())
        }
        NotProven::SignedOut => Err(PageError::Desk(DeskStep::Factor, back.clone())),
        NotProven::Failed(error) => Err(error.into()),
    }
}

fn form<P: ProvesFactor>(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk<P>,
    operator: Option<&Operator>,
    back: &Back,
    problem: Option<&str>,
) -> Markup {
    let texts = texts(visitor.language);
    let title = texts.desk_factor.title;
    let factor = &desk.operator.second_factor;
    let site = app.passkey_site();
    let options = site
        .as_ref()
        .map(|site| app.service.passkey_request(desk, site));
    let hint = match factor.totp {
        Some(_) => texts.desk_factor.code_or_recovery,
        None => texts.desk_factor.code_recovery,
    };
    let has_passkeys = factor.usable_passkeys().next().is_some();
    let body = html! {
        h1 { (title) }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        @if operator.is_some() { p { (texts.desk_factor.again) } }
        @if has_passkeys {
            h2 { (texts.desk_factor.passkey) }
            @match options {
                Ok(Some(options)) => {
                    (passkey_form(visitor, Ceremony::Get, "/desk/factor", &options, back, ""))
                }
                Ok(None) => {}
                Err(why) => { p.note { (no_passkeys(&texts.desk_factor, *why)) } }
            }
            h2 { (texts.desk_factor.or_code) }
        }
        form method="post" action="/desk/factor" {
            input type="hidden" name="back" value=(back.path());
            (code_field(visitor, hint, !has_passkeys))
            button.primary type="submit" { (texts.desk_factor.submit) }
        }
        @if operator.is_some() {
            p.aside { (texts.desk_factor.leads_to) " " a href=(back.path()) { (back.path()) } }
        }
        p.aside.note { (texts.desk_factor.lost) }
    };
    desk_page(app, visitor, operator, title, body)
}

/// The field for a code, which has the focus if it is the only thing to fill in.
pub(super) fn code_field(visitor: &Visitor, hint: &str, has_focus: bool) -> Markup {
    let texts = texts(visitor.language);
    html! {
        div.field {
            label for="code" { (texts.desk_factor.code) }
            input #code type="text" name="code" autocomplete="one-time-code" required
                autocapitalize="none" spellcheck="false" autofocus[has_focus] aria-describedby="hint";
            span.note #hint { (hint) }
        }
    }
}
