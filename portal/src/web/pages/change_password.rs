//! The password is changed by whoever is signed in.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::policy::Report;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::service::{NotSet, OpenSession};
use crate::web::extract::visitor::Visitor;
use crate::web::layer::error_page::{bad_form, failed};
use crate::web::pages::home::signed_in;
use crate::web::pages::sign_in::wait;
use crate::web::parts::cookies::{self, Name};
use crate::web::parts::layout::page;
use crate::web::parts::password_fields as rules;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match signed_in(&app, &visitor, &headers).await {
        Ok(session) => form(&app, &visitor, &session, None, &[]).into_response(),
        Err(response) => response,
    }
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    current_password: Zeroizing<String>,
    #[serde(default)]
    new_password: Zeroizing<String>,
    #[serde(default)]
    confirmation: Zeroizing<String>,
    /// The fingerprint of the policy that the page has shown.
    #[serde(default)]
    policy: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(typed) = match submission {
        Ok(submission) => submission,
        Err(_) => return bad_form(&app, &visitor),
    };
    let session = match signed_in(&app, &visitor, &headers).await {
        Ok(session) => session,
        Err(response) => return response,
    };
    let texts = texts(visitor.language);
    if typed.new_password != typed.confirmation {
        let person = session.person();
        let judged = app.service.check_password(&typed.new_password, &person);
        let report = match judged.await {
            Ok(report) => report,
            Err(error) => return failed(&app, &visitor, &error),
        };
        let differs = [texts.confirmation_differs];
        return rules::refused(form(&app, &visitor, &session, Some(&report), &differs));
    }
    let changed = app
        .service
        .change_password(&session, &typed.current_password, &typed.new_password)
        .await;
    match changed {
        Ok(token) => {
            let lifetime = app.service.realm.session_lifetime;
            let session = cookies::set(&app, Name::Session, token.expose().as_str(), lifetime);
            (session, Redirect::to("/?after=password-changed")).into_response()
        }
        Err(NotSet::Policy(report)) => {
            let outdated =
                rules::outdated(visitor.language, &app.service.policy_engine, &typed.policy);
            let others = outdated.as_slice();
            rules::refused(form(&app, &visitor, &session, Some(&report), others))
        }
        Err(NotSet::Refused(_)) => {
            let problem = [texts.current_password_wrong];
            rules::refused(form(&app, &visitor, &session, None, &problem))
        }
        Err(NotSet::Throttled(throttled)) => {
            tracing::info!(code = throttled.by.code(), "guess not heard");
            // Until a new password is set by a link there may be no end.
            let seconds = wait(throttled);
            let problem = texts.try_again_in(seconds);
            let page = form(&app, &visitor, &session, None, &[&problem]);
            let after = [(RETRY_AFTER, seconds.to_string())];
            (StatusCode::TOO_MANY_REQUESTS, after, page).into_response()
        }
        Err(NotSet::Failed(error)) => failed(&app, &visitor, &error),
    }
}

fn form(
    app: &App,
    visitor: &Visitor,
    session: &OpenSession,
    report: Option<&Report<'_>>,
    others: &[&str],
) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.change_password) }
        (rules::problems(visitor.language, report, others))
        form method="post" action="/password" {
            div.field {
                label for="current_password" { (texts.current_password) }
                input #current_password type="password" name="current_password"
                    autocomplete="current-password" required autocapitalize="none"
                    spellcheck="false";
            }
            (rules::fields(visitor.language, &app.service.policy_engine, &session.person(),
                Some("current_password"), report))
            button.primary type="submit" { (texts.change_password) }
        }
        p.aside { a href="/" { (texts.home) } }
    };
    page(app, visitor, texts.change_password, body)
}
