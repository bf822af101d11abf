//! The page that a reset link opens. Opening it changes nothing; a password
//! that the policy accepts uses the link up.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use genkan::onboarding::{AccountKind, NewPasswordReason};
use genkan::policy::Report;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::service::{NotSet, OpenLink};
use crate::web::cookies::{self, CookieName};
use crate::web::extract::{LinkToken, TypedForm, Visitor};
use crate::web::link_page::{LinkPage, LinksTo};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::layout::page;
use crate::web::parts::password_fields as fields;
use crate::web::state::App;
use crate::web::texts::texts;

/// The page, for its links.
pub(crate) struct ResetPassword;

impl LinksTo for ResetPassword {
    const PAGE: LinkPage = LinkPage::ResetPassword;
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Notice(why): Notice,
    link: LinkToken<ResetPassword>,
) -> Result<Markup, PageError> {
    let open = app.service.open_link(link.text()).await;
    let open = open.map_err(|error| link.error(error))?;
    let texts = &texts(visitor.language).reset_password;
    let notice = NewPasswordReason::from_code(&why).map(texts.required);
    Ok(form(&app, &visitor, &open, notice, None, &[]))
}

#[derive(Deserialize)]
pub(crate) struct Submission {
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
    link: LinkToken<ResetPassword>,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let texts = texts(visitor.language);
    let open = app.service.open_link(link.text()).await;
    let open = open.map_err(|error| link.error(error))?;
    let again = |report: Option<&Report<'_>>, problem: Option<&str>| {
        fields::refused(form(
            &app,
            &visitor,
            &open,
            None,
            report,
            problem.as_slice(),
        ))
    };
    if typed.new_password != typed.confirmation {
        let person = open.person();
        let report = app.service.check_password(&typed.new_password, &person);
        return Ok(again(
            Some(&report.await?),
            Some(texts.fields.confirmation_differs),
        ));
    }
    match app.service.set_password(&open, &typed.new_password).await {
        Ok(device) => {
            tracing::info!(account = %open.account.id, "password set by link");
            let lifetime = app.service.realm.device_lifetime;
            let device = device.expose();
            let known = cookies::set(&app, CookieName::Device, device.as_str(), lifetime);
            let next = match open.account.kind {
                AccountKind::Contact => "/signin",
                AccountKind::Operator => "/desk/signin",
            };
            let notice = NoticeAt::new(next, "password-set").fill_in(&open.account.address);
            Ok(notice.go_with(&app, known))
        }
        Err(NotSet::Policy(report)) => {
            let outdated = fields::outdated(&app, &visitor, &typed.policy);
            Ok(again(Some(&report), outdated))
        }
        Err(NotSet::Ceremony(error)) => Err(link.error(error)),
    }
}

fn form(
    app: &App,
    visitor: &Visitor,
    open: &OpenLink,
    notice: Option<&str>,
    report: Option<&Report<'_>>,
    problems: &[&str],
) -> Markup {
    let texts = texts(visitor.language);
    let title = if open.is_first() {
        texts.reset_password.first_title
    } else {
        texts.reset_password.title
    };
    let engine = &app.service.policy_engine;
    let body = html! {
        h1 { (title) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        (fields::problems(visitor.language, texts.reset_password.not_set, report, problems))
        form method="post" {
            (fields::fields(visitor.language, engine, &open.person(), None, report))
            button.primary type="submit" { (texts.reset_password.submit) }
        }
    };
    page(app, visitor, title, body)
}
