//! The page that a link opens. Opening it changes nothing; only a password
//! that the policy accepts uses the link up.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::policy::Report;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::cookies::{self, Name};
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::layout::page;
use super::link::Door;
use super::words::words;
use super::{App, rules};
use crate::portal::{NotSet, OpenLink};

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = Door::Reset.token(&app, &headers);
    match app.portal.open_link(&token).await {
        Ok(Ok(open)) => form(&app, &visitor, &open, None, &[]).into_response(),
        Ok(Err(rejection)) => Door::Reset.unusable(&app, &visitor, rejection.code()),
        Err(fault) => failed(&app, &visitor, &fault),
    }
}

#[derive(Deserialize)]
pub(super) struct Submission {
    /// The address of the account that the page has named.
    #[serde(default, rename = "for")]
    named: String,
    #[serde(default)]
    new_password: Zeroizing<String>,
    #[serde(default)]
    confirmation: Zeroizing<String>,
    /// The fingerprint of the policy that the page has shown.
    #[serde(default)]
    policy: String,
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission {
        named,
        new_password,
        confirmation,
        policy,
    }) = match submission {
        Ok(submission) => submission,
        Err(_) => return bad_form(&app, &visitor),
    };
    let token = Door::Reset.token(&app, &headers);
    let open = match app.portal.open_link(&token).await {
        Ok(Ok(open)) => open,
        Ok(Err(rejection)) => return Door::Reset.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    // Another link was opened in this browser meanwhile: what was typed for one
    // account must not become the password of another.
    if !named.is_empty() && named != open.account.address.as_str() {
        let other = [words(visitor.language).other_link];
        return rules::refused(form(&app, &visitor, &open, None, &other));
    }
    if new_password != confirmation {
        let report = match app.portal.judge(&new_password, &open.person()).await {
            Ok(report) => report,
            Err(fault) => return failed(&app, &visitor, &fault),
        };
        let differs = [words(visitor.language).confirmation_differs];
        return rules::refused(form(&app, &visitor, &open, Some(&report), &differs));
    }
    match app.portal.set_password(&token, &new_password).await {
        Ok((account, device)) => {
            tracing::info!(account = %account.id, "password set by link");
            let used = Door::Reset.close(&app);
            let lifetime = app.portal.realm.device_lifetime;
            let known = cookies::set(&app, Name::Device, device.expose().as_str(), lifetime);
            (used, known, Redirect::to("/signin?after=password-set")).into_response()
        }
        Err(NotSet::Policy(report)) => {
            let outdated = rules::outdated(visitor.language, &app.portal.judge, &policy);
            let others = outdated.as_slice();
            rules::refused(form(&app, &visitor, &open, Some(&report), others))
        }
        Err(NotSet::Refused(refusal)) => Door::Reset.unusable(&app, &visitor, refusal.code()),
        Err(NotSet::Throttled(throttled)) => {
            Door::Reset.unusable(&app, &visitor, throttled.by.code())
        }
        Err(NotSet::Fault(fault)) => failed(&app, &visitor, &fault),
    }
}

fn form(
    app: &App,
    visitor: &Visitor,
    open: &OpenLink,
    report: Option<&Report<'_>>,
    others: &[&str],
) -> Markup {
    let words = words(visitor.language);
    let title = if open.is_first() {
        words.first_password
    } else {
        words.reset_password
    };
    let body = html! {
        h1 { (title) }
        (rules::problems(visitor.language, report, others))
        form method="post" action="/reset" {
            (rules::fields(visitor.language, &app.portal.judge, &open.person(), None, report))
            button.primary type="submit" { (words.set_password) }
        }
    };
    page(app, visitor, title, body)
}
