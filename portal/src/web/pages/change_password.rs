//! A signed-in contact or operator changes the password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse as _, Response};
use genkan::onboarding::Operator;
use genkan::policy::Report;
use genkan::token::OpensSession;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::sign_in::seconds_until;
use crate::service::{NotChanged, OpenSession, RequestSource};
use crate::web::cookies::{self, CookieName};
use crate::web::extract::{SignedIn, TypedForm, Visitor};
use crate::web::notice::NoticeAt;
use crate::web::page_error::PageError;
use crate::web::parts::current_password::current_password;
use crate::web::parts::desk_page::desk_page;
use crate::web::parts::layout::page;
use crate::web::parts::password_fields as fields;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
) -> Markup {
    let visitor = visitor.signed_in(&session.account);
    form(&app, &visitor, &session, None, None, &[])
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    current_password: Zeroizing<String>,
    #[serde(default)]
    new_password: Zeroizing<String>,
    #[serde(default)]
    confirmation: Zeroizing<String>,
    /// The fingerprint of the policy that the page showed.
    #[serde(default)]
    policy: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
    source: RequestSource,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let visitor = visitor.signed_in(&session.account);
    change(&app, &visitor, &session, None, &source, &typed).await
}

/// Changes the password of a contact, or of the operator who is given.
pub(crate) async fn change<P: OpensSession>(
    app: &App,
    visitor: &Visitor,
    session: &OpenSession<P>,
    operator: Option<&Operator>,
    source: &RequestSource,
    typed: &Submission,
) -> Result<Response, PageError> {
    let texts = texts(visitor.language);
    let again = |report: Option<&Report<'_>>, problem: Option<&str>| {
        let problems = problem.as_slice();
        fields::refused(form(app, visitor, session, operator, report, problems))
    };
    if typed.new_password != typed.confirmation {
        let person = session.person();
        let report = app.service.check_password(&typed.new_password, &person);
        return Ok(again(
            Some(&report.await?),
            Some(texts.fields.confirmation_differs),
        ));
    }
    let (current, new) = (&typed.current_password, &typed.new_password);
    let changed = app.service.change_password(session, current, new, source);
    match changed.await {
        Ok(token) => {
            let (cookie, next) = match operator {
                None => (CookieName::Session, "/"),
                Some(_) => (CookieName::Desk, "/desk/account"),
            };
            let lifetime = app.service.realm.lifetime_of::<P>();
            let cookie = cookies::set(app, cookie, token.expose().as_str(), lifetime);
            Ok(NoticeAt::new(next, "password-changed").go_with(app, cookie))
        }
        Err(NotChanged::Policy(report)) => {
            let outdated = fields::outdated(app, visitor, &typed.policy);
            Ok(again(Some(&report), outdated))
        }
        Err(NotChanged::Refused(_)) => Ok(again(None, Some(texts.fields.current_password_wrong))),
        Err(NotChanged::Throttled(throttled)) => {
            tracing::info!(code = throttled.by.code(), "guess not accepted");
            // Guesses may be refused until a new password is set by a link.
            let seconds = seconds_until(throttled);
            let problem = (texts.fields.try_again_in)(seconds);
            let page = form(app, visitor, session, operator, None, &[&problem]);
            let after = [(RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, after, page).into_response())
        }
        Err(NotChanged::Failed(error)) => Err(error.into()),
    }
}

pub(crate) fn form<P: OpensSession>(
    app: &App,
    visitor: &Visitor,
    session: &OpenSession<P>,
    operator: Option<&Operator>,
    report: Option<&Report<'_>>,
    problems: &[&str],
) -> Markup {
    let texts = texts(visitor.language);
    let title = texts.change_password.title;
    let (engine, person) = (&app.service.policy_engine, session.person());
    let (action, home, home_title) = match operator {
        None => ("/password", "/", texts.home.title),
        Some(_) => ("/desk/password", "/desk/account", texts.desk.account),
    };
    let body = html! {
        h1 { (title) }
        (fields::problems(visitor.language, texts.change_password.not_changed, report, problems))
        form method="post" action=(action) {
            (current_password(visitor, "current_password", texts.fields.current_password, None))
            (fields::fields(visitor.language, engine, &person, Some("current_password"), report))
            button.primary type="submit" { (title) }
        }
        p.aside { a href=(home) { (home_title) } }
    };
    match operator {
        None => page(app, visitor, title, body),
        Some(_) => desk_page(app, visitor, operator, title, body),
    }
}
