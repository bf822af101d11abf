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

use crate::service::{NotSet, OpenLink};
use crate::web::extract::visitor::Visitor;
use crate::web::layer::error_page::{bad_form, failed};
use crate::web::parts::cookies::{self, Name};
use crate::web::parts::layout::page;
use crate::web::parts::link_page::LinkPage;
use crate::web::parts::password_fields as rules;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = LinkPage::Reset.token(&app, &headers);
    match app.service.open_link(&token).await {
        Ok(Ok(open)) => form(&app, &visitor, &open, None, &[]).into_response(),
        Ok(Err(rejection)) => LinkPage::Reset.unusable(&app, &visitor, rejection.code()),
        Err(error) => failed(&app, &visitor, &error),
    }
}

#[derive(Deserialize)]
pub(crate) struct Submission {
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

pub(crate) async fn submit(
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
    let token = LinkPage::Reset.token(&app, &headers);
    let open = match app.service.open_link(&token).await {
        Ok(Ok(open)) => open,
        Ok(Err(rejection)) => return LinkPage::Reset.unusable(&app, &visitor, rejection.code()),
        Err(error) => return failed(&app, &visitor, &error),
    };
    // Another link was opened in this browser meanwhile: what was typed for one
    // account must not become the password of another.
    if !named.is_empty() && named != open.account.address.as_str() {
        let other = [texts(visitor.language).other_link];
        return rules::refused(form(&app, &visitor, &open, None, &other));
    }
    if new_password != confirmation {
        let report = match app
            .service
            .check_password(&new_password, &open.person())
            .await
        {
            Ok(report) => report,
            Err(error) => return failed(&app, &visitor, &error),
        };
        let differs = [texts(visitor.language).confirmation_differs];
        return rules::refused(form(&app, &visitor, &open, Some(&report), &differs));
    }
    match app.service.set_password(&token, &new_password).await {
        Ok((account, device)) => {
            tracing::info!(account = %account.id, "password set by link");
            let used = LinkPage::Reset.close(&app);
            let lifetime = app.service.realm.device_lifetime;
            let known = cookies::set(&app, Name::Device, device.expose().as_str(), lifetime);
            (used, known, Redirect::to("/signin?after=password-set")).into_response()
        }
        Err(NotSet::Policy(report)) => {
            let outdated = rules::outdated(visitor.language, &app.service.policy_engine, &policy);
            let others = outdated.as_slice();
            rules::refused(form(&app, &visitor, &open, Some(&report), others))
        }
        Err(NotSet::Refused(refusal)) => LinkPage::Reset.unusable(&app, &visitor, refusal.code()),
        Err(NotSet::Throttled(throttled)) => {
            LinkPage::Reset.unusable(&app, &visitor, throttled.by.code())
        }
        Err(NotSet::Failed(error)) => failed(&app, &visitor, &error),
    }
}

fn form(
    app: &App,
    visitor: &Visitor,
    open: &OpenLink,
    report: Option<&Report<'_>>,
    others: &[&str],
) -> Markup {
    let texts = texts(visitor.language);
    let title = if open.is_first() {
        texts.first_password
    } else {
        texts.reset_password
    };
    let body = html! {
        h1 { (title) }
        (rules::problems(visitor.language, report, others))
        form method="post" action="/reset" {
            (rules::fields(visitor.language, &app.service.policy_engine, &open.person(), None, report))
            button.primary type="submit" { (texts.set_password) }
        }
    };
    page(app, visitor, title, body)
}
