//! An operator's own account and second factor.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use genkan::onboarding::{Factor, Passkey};
use maud::{Markup, html};
use serde::Deserialize;

use super::factor::not_proven;
use super::set_up::recovery_codes;
use crate::date::date;
use crate::service::{NotProven, OpenDesk};
use crate::web::back::Back;
use crate::web::extract::{DeskOperator, TypedForm, Visitor};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::{DeskFactor, texts};

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    Notice(after): Notice,
) -> Markup {
    let texts = texts(visitor.language);
    let own = &texts.desk_factor;
    let notice = match after.as_str() {
        "app-changed" => Some(own.app_changed),
        "passkey-added" => Some(own.passkey_added),
        "method-removed" => Some(own.method_removed),
        "password-changed" => Some(texts.change_password.changed),
        _ => None,
    };
    page(&app, &visitor, &desk, notice, None)
}

pub(crate) async fn renew_recovery_codes(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
) -> Result<Response, PageError> {
    operator.check_recent_factor("/desk/account")?;
    let desk = &operator.desk;
    match app.service.renew_recovery_codes(desk).await {
        Ok(codes) => {
            let back = Back::to_desk("/desk/account");
            Ok(recovery_codes(&app, &visitor, &desk.operator, &codes, &back).into_response())
        }
        Err(error) => {
            let refused = texts(visitor.language).desk_factor.refused;
            page_with_problem(&app, &visitor, desk, refused, error)
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Removal {
    /// The identity of a passkey, or `app`.
    #[serde(default)]
    method: String,
}

pub(crate) async fn remove_method(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    TypedForm(removal): TypedForm<Removal>,
) -> Result<Response, PageError> {
    operator.check_recent_factor("/desk/account")?;
    let desk = &operator.desk;
    let passkey = Base64UrlUnpadded::decode_vec(&removal.method).unwrap_or_default();
    let factor = match removal.method.as_str() {
        APP => Factor::Totp,
        _ => Factor::Passkey(&passkey),
    };
    match app.service.remove_factor(desk, factor).await {
        Ok(()) => Ok(NoticeAt::new("/desk/account", "method-removed").go(&app)),
        Err(error) => {
            let refused = texts(visitor.language).desk_factor.remove_refused;
            page_with_problem(&app, &visitor, desk, refused, error)
        }
    }
}

fn page_with_problem(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    refused: &str,
    error: NotProven,
) -> Result<Response, PageError> {
    let back = Back::to_desk("/desk/account");
    not_proven(app, visitor, refused, error, &back, |problem| {
        page(app, visitor, desk, None, Some(problem))
    })
}

/// The app among the methods. No identity of a passkey is that short.
const APP: &str = "app";

fn page(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    notice: Option<&str>,
    problem: Option<&str>,
) -> Markup {
    let texts = texts(visitor.language);
    let (account, operator) = (&desk.account, &desk.operator);
    let factor = &operator.second_factor;
    let own = &texts.desk_factor;
    let usable = factor.usable_passkeys().count() + usize::from(factor.totp.is_some());
    let is_last = usable == 1;
    let id = |passkey: &Passkey| Base64UrlUnpadded::encode_string(&passkey.credential_id);
    let time = |at| date(at, &app.time_zone, visitor.language);
    let body = html! {
        h1 { (texts.desk.account) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        @if app.service.realm.has_retired_recovery_codes(operator) {
            p.notice role="status" { (own.renew_needed) }
        }
        dl {
            dt { (texts.home.name) } dd { (operator.name.as_str()) }
            dt { (texts.fields.email) } dd { (account.address.as_str()) }
            dt { (texts.desk.role) } dd { ((texts.desk.role_name)(operator.role)) }
            dt { (own.codes_title) }
            dd { ((own.codes_left)(factor.recovery_codes.len())) }
        }
        h2 { (own.title) }
        ul.cards {
            @for passkey in &factor.passkeys {
                li {
                    strong { (own.passkey) " " (passkey.name.as_str()) }
                    p.note { ((own.passkey_since)(&time(passkey.enrolled_at))) }
                    @if let Some(at) = passkey.blocked_at {
                        p.note { ((own.passkey_blocked_since)(&time(at))) }
                    }
                    @let is_last = passkey.blocked_at.is_none() && is_last;
                    (remove(own, &id(passkey), passkey.name.as_str(), is_last))
                }
            }
            @if let Some(totp) = &factor.totp {
                li {
                    strong { (own.app) }
                    p.note { ((own.app_since)(&time(totp.enrolled_at))) }
                    (remove(own, APP, own.app, is_last))
                }
            }
        }
        @if is_last { p.note { (own.last_method) } }
        nav.choices aria-label=(texts.desk.account) {
            a href="/desk/set-up" { (own.change_methods) }
            a href="/desk/password" { (texts.change_password.title) }
        }
        form method="post" action="/desk/account/recovery-codes" {
            p.note { (texts.desk_factor.renew_note) }
            button type="submit" { (texts.desk_factor.renew) }
        }
    };
    desk_page(app, visitor, Some(operator), texts.desk.account, body)
}

/// The button that removes a method, unless it is the last one.
fn remove(texts: &DeskFactor, method: &str, name: &str, is_last: bool) -> Markup {
    html! {
        @if !is_last {
            form method="post" action="/desk/account" {
                input type="hidden" name="method" value=(method);
                button type="submit" aria-label=((texts.remove_named)(name)) { (texts.remove) }
            }
        }
    }
}
