//! An operator sets up a passkey or an authenticator app.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::onboarding::{Name, Operator, RecoveryCodes};
use genkan::token::ProvesFactor;
use maud::{Markup, html};

use super::factor::{Submission, code_field, not_proven};
use super::passkey_form::{Ceremony, no_passkeys, passkey_form};
use super::sign_in::desk_cookie;
use crate::service::OpenDesk;
use crate::web::back::{Back, DeskStep};
use crate::web::extract::{DeskVisitor, TypedForm, Visitor, next_step};
use crate::web::notice::NoticeAt;
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::parts::qr_code::qr_code;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    at_desk: DeskVisitor,
    back: Back,
) -> Result<Markup, PageError> {
    match at_desk {
        DeskVisitor::AwaitingFactor(desk) if next_step(&desk) == DeskStep::SetUp => {
            Ok(form(&app, &visitor, &desk, None, &back, Problem::none()))
        }
        DeskVisitor::SignedIn(desk) if app.service.has_recent_factor(&desk) => {
            let operator = Some(&desk.operator);
            Ok(form(
                &app,
                &visitor,
                &desk,
                operator,
                &back,
                Problem::none(),
            ))
        }
        other => Err(missing(&other, back)),
    }
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    at_desk: DeskVisitor,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let back = Back::to_desk(&typed.back);
    match at_desk {
        DeskVisitor::AwaitingFactor(desk) if next_step(&desk) == DeskStep::SetUp => {
            enrol(&app, &visitor, &desk, None, &typed, back).await
        }
        DeskVisitor::SignedIn(desk) if app.service.has_recent_factor(&desk) => {
            let operator = Some(&desk.operator);
            enrol(&app, &visitor, &desk, operator, &typed, back).await
        }
        other => Err(missing(&other, back)),
    }
}

/// Returns what a visitor must do before.
fn missing(at_desk: &DeskVisitor, back: Back) -> PageError {
    match at_desk {
        DeskVisitor::SignedOut => PageError::Desk(DeskStep::SignIn, back),
        DeskVisitor::AwaitingFactor(_) => PageError::Desk(DeskStep::Factor, back),
        DeskVisitor::SignedIn(_) => {
            PageError::Desk(DeskStep::Factor, Back::to_desk("/desk/set-up"))
        }
    }
}

async fn enrol<P: ProvesFactor>(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk<P>,
    operator: Option<&Operator>,
    typed: &Submission,
    back: Back,
) -> Result<Response, PageError> {
    let again = |problem: &str| {
        let problem = Problem {
            text: Some(problem),
            name: &typed.name,
        };
        form(app, visitor, desk, operator, &back, problem)
    };
    let (answer, service) = (typed.passkey.as_str(), &app.service);
    let (enrolled, after) = match app.passkey_site() {
        Ok(site) if !answer.is_empty() => {
            let Ok(name) = typed.name.parse::<Name>() else {
                let page = again(texts(visitor.language).desk_factor.passkey_name_invalid);
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            };
            let enrolled = service.enrol_passkey(desk, &site, name, answer).await;
            (enrolled, "passkey-added")
        }
        _ => (service.enrol_totp(desk, &typed.code).await, "app-changed"),
    };
    match enrolled {
        Ok(enrolled) => {
            let lifetime = app.service.realm.desk_session_lifetime;
            let session = enrolled.session.expose();
            let cookie = desk_cookie(app, session.as_str(), lifetime);
            let next = match &enrolled.recovery_codes {
                Some(codes) => {
                    recovery_codes(app, visitor, &desk.operator, codes, &back).into_response()
                }
                None => NoticeAt::new("/desk/account", after).go(app),
            };
            Ok((cookie, next).into_response())
        }
        Err(error) => not_proven(app, visitor, typed.refused(visitor), error, &back, again),
    }
}

/// The page that shows recovery codes once.
pub(super) fn recovery_codes(
    app: &App,
    visitor: &Visitor,
    operator: &Operator,
    codes: &RecoveryCodes,
    back: &Back,
) -> Markup {
    let texts = &texts(visitor.language).desk_factor;
    // The page cannot be requested again, so another language leads further.
    let visitor = &Visitor {
        path: back.path().to_owned(),
        ..visitor.clone()
    };
    let body = html! {
        h1 { (texts.codes_title) }
        @for text in texts.codes_texts { p { (text) } }
        ul.codes { @for code in codes.expose() { li { code { (code) } } } }
        p { a.button href=(back.path()) { (texts.codes_saved) } }
    };
    desk_page(app, visitor, Some(operator), texts.codes_title, body)
}

/// Why the form is shown again, and the name that was typed.
#[derive(Clone, Copy)]
struct Problem<'p> {
    text: Option<&'p str>,
    name: &'p str,
}

impl Problem<'_> {
    const fn none() -> Self {
        Self {
            text: None,
            name: "",
        }
    }
}

fn form<P: ProvesFactor>(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk<P>,
    operator: Option<&Operator>,
    back: &Back,
    problem: Problem<'_>,
) -> Markup {
    let texts = &texts(visitor.language).desk_factor;
    let issuer = app.service_name.name(visitor.language);
    let secret = app.service.new_secret(desk, issuer);
    let site = app.passkey_site();
    let options = site
        .as_ref()
        .map(|site| app.service.passkey_creation(desk, site, issuer));
    let path = "/desk/set-up";
    let body = html! {
        h1 { (texts.set_up_title) }
        @if let Some(problem) = problem.text { div.problems role="alert" { p { (problem) } } }
        p { (texts.set_up_why) }
        h2 { (texts.passkey) }
        @match options {
            Ok(Some(options)) => {
                p { (texts.passkey_why) }
                (passkey_form(visitor, Ceremony::Create, path, &options, back, problem.name))
            }
            Ok(None) => { p.note { (texts.passkeys_too_many) } }
            Err(why) => { p.note { (no_passkeys(texts, *why)) } }
        }
        h2 { (texts.app) }
        p { (texts.app_why) }
        @if let Some(secret) = &secret {
            ol {
                li {
                    (texts.set_up_scan)
                    @if let Some(image) = qr_code(&secret.url, texts.qr_code) { (image) }
                    p.note { (texts.set_up_type) br; code.secret { (*secret.text) } }
                }
                li {
                    (texts.set_up_confirm)
                    form method="post" action=(path) {
                        input type="hidden" name="back" value=(back.path());
                        (code_field(visitor, texts.code_of_app, false))
                        button.primary type="submit" { (texts.set_up_submit) }
                    }
                }
            }
        }
    };
    desk_page(app, visitor, operator, texts.set_up_title, body)
}
