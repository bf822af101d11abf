//! The page that a link opens. Opening it changes nothing; only a password
//! that the policy accepts uses the link up.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::policy::Report;
use genkan::token::{Lifetime, Rejection};
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::cookies::{self, Name};
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::layout::page;
use super::words::words;
use super::{App, rules};
use crate::portal::{NotSet, OpenLink};

/// The link itself: moves its token out of the address bar and the history
/// into a cookie. It looks nothing up, so any number of mail scanners may.
pub(super) async fn open(State(app): State<Arc<App>>, Path(token): Path<String>) -> Response {
    // Some mail programs take the full stop or bracket after a link along.
    let token = token.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_text = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let page = Redirect::to("/reset");
    if token.len() > LONGEST || !token.chars().all(is_text) {
        return (cookies::remove(&app, Name::Link), page).into_response();
    }
    (cookies::set(&app, Name::Link, token, OPEN), page).into_response()
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let link = cookies::read(&app, &headers, Name::Link).unwrap_or_default();
    match app.portal.open_link(&link).await {
        Ok(Ok(open)) => form(&app, &visitor, &open, None, &[]).into_response(),
        Ok(Err(rejection)) => unusable(&app, &visitor, rejection),
        Err(fault) => failed(&app, &visitor, &fault),
    }
}

#[derive(Deserialize)]
pub(super) struct Submission {
    #[serde(default)]
    new_password: Zeroizing<String>,
    #[serde(default)]
    confirmation: Zeroizing<String>,
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission {
        new_password,
        confirmation,
    }) = match submission {
        Ok(submission) => submission,
        Err(rejection) => return bad_form(&app, &visitor, &rejection),
    };
    let link = cookies::read(&app, &headers, Name::Link).unwrap_or_default();
    let open = match app.portal.open_link(&link).await {
        Ok(Ok(open)) => open,
        Ok(Err(rejection)) => return unusable(&app, &visitor, rejection),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    if new_password != confirmation {
        let report = match app.portal.judge(&new_password, &open.account).await {
            Ok(report) => report,
            Err(fault) => return failed(&app, &visitor, &fault),
        };
        let differs = [words(visitor.language).confirmation_differs];
        return rules::refused(form(&app, &visitor, &open, Some(&report), &differs));
    }
    match app.portal.set_password(&link, &new_password).await {
        Ok((account, device)) => {
            tracing::info!(account = %account.id, "password set by link");
            let used = cookies::remove(&app, Name::Link);
            let lifetime = app.portal.realm.device_lifetime;
            let known = cookies::set(&app, Name::Device, &device.expose(), lifetime);
            (used, known, Redirect::to("/signin?after=password-set")).into_response()
        }
        Err(NotSet::Policy(report)) => {
            rules::refused(form(&app, &visitor, &open, Some(&report), &[]))
        }
        Err(NotSet::Refused(_) | NotSet::Throttled(_)) => unusable(&app, &visitor, Rejection::Unknown),
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
            (rules::fields(visitor.language, &app.portal.judge, &open.account, None, report))
            button.primary type="submit" { (words.set_password) }
        }
    };
    page(app, visitor, title, body)
}

/// The same page for every link that does not work; the log knows why.
fn unusable(app: &App, visitor: &Visitor, rejection: Rejection) -> Response {
    tracing::info!(reason = rejection.code(), "link not usable");
    let words = words(visitor.language);
    let body = html! {
        h1 { (words.link_unusable) }
        p { (words.link_unusable_text) }
        p { a.button href="/forgot" { (words.ask_again) } }
        p.aside { a href="/signin" { (words.to_sign_in) } }
    };
    let page = page(app, visitor, words.link_unusable, body);
    (StatusCode::GONE, page).into_response()
}

/// Longer than any token.
const LONGEST: usize = 128;
/// How long a link stays open in a browser; the token's own end counts too.
const OPEN: Lifetime = match Lifetime::from_seconds(60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
