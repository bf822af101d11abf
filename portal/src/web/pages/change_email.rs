//! A signed-in contact changes the address.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::address::Address;
use genkan::onboarding::{Account, Refusal};
use genkan::time::Timestamp;
use maud::html;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::clock::now;
use crate::date::date;
use crate::service::{NotRequested, RequestSource};
use crate::web::extract::{SignedIn, TypedForm, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::address_input::AddressInput;
use crate::web::parts::current_password::current_password;
use crate::web::parts::layout::{page, support_link};
use crate::web::parts::pending_email::pending_email;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
) -> Response {
    let visitor = visitor.signed_in(&session.account);
    form(&app, &visitor, &session.account, "", &Problems::default())
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    email: String,
    #[serde(default)]
    current_password: Zeroizing<String>,
}

/// What is wrong with the fields.
#[derive(Default)]
struct Problems {
    email: Option<Cow<'static, str>>,
    current_password: Option<&'static str>,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
    source: RequestSource,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let texts = texts(visitor.language);
    let account = &session.account;
    let visitor = visitor.signed_in(account);
    let again = |email: Option<Cow<'static, str>>, current_password| {
        let problems = Problems {
            email,
            current_password,
        };
        Ok(form(&app, &visitor, account, &typed.email, &problems))
    };
    let address = match Address::parse(&typed.email) {
        Ok(address) if address == account.address => {
            return again(Some(texts.change_email.unchanged.into()), None);
        }
        Ok(address) => address,
        Err(invalid) => return again(Some((texts.fields.invalid_address)(invalid).into()), None),
    };
    let current = &typed.current_password;
    let requested = app
        .service
        .request_address(&session, current, &address, &source);
    match requested.await {
        Ok(()) => Ok(Redirect::to("/email/sent").into_response()),
        Err(NotRequested::Refused(Refusal::TooSoon)) => {
            again(Some(texts.change_email.too_soon.into()), None)
        }
        Err(NotRequested::Throttled(throttled)) => {
            let end = throttled.until.unwrap_or_else(now);
            let end = date(end, &app.time_zone, visitor.language);
            again(Some((texts.change_email.too_many)(&end).into()), None)
        }
        Err(NotRequested::Refused(_)) => again(None, Some(texts.fields.current_password_wrong)),
        Err(NotRequested::Failed(error)) => Err(error.into()),
    }
}

/// The page after a request: the next step, and what to do if no email comes.
pub(crate) async fn sent(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
) -> Response {
    let visitor = visitor.signed_in(&session.account);
    let Some(pending) = pending_email(&app, &visitor, &session.account) else {
        return Redirect::to("/").into_response();
    };
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.change_email.sent) }
        dl { (pending) }
        p { (texts.change_email.sent_new) }
        p { (texts.change_email.sent_current) }
        h2 { (texts.no_email.title) }
        ul {
            @for check in texts.change_email.no_email_checks { li { (check) } }
            li { (texts.no_email.sender) " " strong { (app.sender.from(visitor.language).email) } }
        }
        nav.choices aria-label=(texts.no_email.title) {
            a href="/email" { (texts.change_email.again) }
            a href="/" { (texts.home.title) }
        }
    };
    page(&app, &visitor, texts.change_email.sent, body).into_response()
}

/// Returns until when the address cannot be changed, because the former one can
/// still be restored.
fn blocked_until(account: &Account) -> Option<Timestamp> {
    let end = account.former.as_ref()?.undo_until?;
    (now() < end).then_some(end)
}

fn form(
    app: &App,
    visitor: &Visitor,
    account: &Account,
    email: &str,
    problems: &Problems,
) -> Response {
    let texts = texts(visitor.language);
    let title = texts.change_email.title;
    if let Some(end) = blocked_until(account) {
        let end = date(end, &app.time_zone, visitor.language);
        let body = html! {
            h1 { (title) }
            p { ((texts.change_email.blocked)(&end)) }
            p { (support_link(app, visitor)) }
            p.aside { a href="/" { (texts.home.title) } }
        };
        return page(app, visitor, title, body).into_response();
    }
    let body = html! {
        h1 { (title) }
        h2 #course { (texts.change_email.steps_title) }
        ol aria-labelledby="course" {
            @for text in texts.change_email.steps { li { (text) } }
        }
        form method="post" action="/email" {
            div.field {
                label for="account" { (texts.change_email.current) }
                input #account type="email" autocomplete="username" readonly
                    value=(account.address.as_str());
            }
            div.field {
                label for="email" { (texts.links.new_email) }
                @if let Some(problem) = &problems.email {
                    p.problem #email-problem role="alert" { (problem) }
                }
                (AddressInput {
                    id: "email",
                    name: "email",
                    value: email,
                    autocomplete: "email",
                    is_required: true,
                    is_invalid: problems.email.is_some(),
                    described_by: problems.email.as_ref().map(|_| "email-problem"),
                })
            }
            (current_password(
                visitor,
                "current_password",
                texts.fields.current_password,
                problems.current_password,
            ))
            button.primary type="submit" { (texts.change_email.submit) }
        }
        p.aside { a href="/" { (texts.home.title) } }
    };
    let page = page(app, visitor, title, body);
    if problems.email.is_some() || problems.current_password.is_some() {
        return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    }
    page.into_response()
}
