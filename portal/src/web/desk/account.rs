//! An operator's own account and second factor.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::factor::not_proven;
use super::set_up::recovery_codes;
use crate::date::date;
use crate::web::back::Back;
use crate::web::extract::{After, DeskOperator, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    After { after }: After,
) -> Markup {
    let notice = (after == "app-changed").then(|| texts(visitor.language).desk_factor.app_changed);
    page(&app, &visitor, &desk, notice, None)
}

pub(crate) async fn renew_recovery_codes(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
) -> Result<Response, PageError> {
    operator.check_recent_factor("/desk/account")?;
    let desk = &operator.desk;
    let back = Back::new("/desk/account");
    match app.service.renew_recovery_codes(desk).await {
        Ok(codes) => {
            Ok(recovery_codes(&app, &visitor, &desk.operator, &codes, &back).into_response())
        }
        Err(error) => not_proven(&visitor, error, back, |problem| {
            page(&app, &visitor, desk, None, Some(problem))
        }),
    }
}

fn page(
    app: &App,
    visitor: &Visitor,
    desk: &crate::service::OpenDesk,
    notice: Option<&str>,
    problem: Option<&str>,
) -> Markup {
    let texts = texts(visitor.language);
    let (account, operator) = (&desk.account, &desk.operator);
    let factor = &operator.second_factor;
    let time = |at| date(at, &app.time_zone, visitor.language);
    let body = html! {
        h1 { (texts.desk.account) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        dl {
            dt { (texts.home.name) } dd { (operator.name.as_str()) }
            dt { (texts.fields.email) } dd { (account.address.as_str()) }
            dt { (texts.desk.role) } dd { ((texts.desk.role_name)(operator.role)) }
            @if let Some(totp) = &factor.totp {
                dt { (texts.desk_factor.app) }
                dd { ((texts.desk_factor.app_since)(&time(totp.enrolled_at))) }
            }
            dt { (texts.desk_factor.codes_title) }
            dd { ((texts.desk_factor.codes_left)(factor.recovery_codes.len())) }
        }
        nav.choices aria-label=(texts.desk.account) {
            a href="/desk/set-up" { (texts.desk_factor.change_app) }
            a href="/forgot" { (texts.desk.change_password) }
        }
        form method="post" action="/desk/account/recovery-codes" {
            p.note { (texts.desk_factor.renew_note) }
            button type="submit" { (texts.desk_factor.renew) }
        }
    };
    desk_page(app, visitor, Some(operator), texts.desk.account, body)
}
