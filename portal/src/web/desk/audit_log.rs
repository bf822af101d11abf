//! The audit log, the newest entries first.

use std::sync::Arc;

use axum::extract::State;
use genkan::onboarding::{Permission, Search as _};
use maud::{Markup, html};
use serde::Deserialize;

use super::contact::entry;
use crate::date::date;
use crate::service::{NotVerified, verify_audit_log};
use crate::web::extract::{DeskOperator, TypedQuery, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

#[derive(Default, Deserialize)]
pub(crate) struct Page {
    before: Option<u64>,
}

/// Entries are about all companies, so only an operator of all may see them.
fn check(operator: &DeskOperator) -> Result<(), PageError> {
    operator.check(Permission::Audit, None)
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    TypedQuery(Page { before }): TypedQuery<Page>,
) -> Result<Markup, PageError> {
    check(&operator)?;
    let texts = &texts(visitor.language).desk_contacts;
    let entries = app.service.store.history(None, before, SHOWN).await?;
    let last = entries.last().map(|entry| entry.seq);
    let next = last.filter(|seq| entries.len() == SHOWN as usize && *seq > 1);
    let shown = app.service.shown(entries).await?;
    let time = |at| date(at, &app.time_zone, visitor.language);
    let body = html! {
        h1 { (texts.audit_log) }
        @if shown.is_empty() { p { (texts.nothing_yet) } }
        ul.mails {
            @for shown in &shown {
                li {
                    (shown.entry.seq) ". "
                    @if let Some(subject) = &shown.subject { strong { (subject) } " " }
                    (entry(&visitor, &time, shown))
                }
            }
        }
        @if let Some(next) = next {
            p { a href={ "/desk/audit-log?before=" (next) } { (texts.more) } }
        }
        form method="post" action="/desk/audit-log" {
            p.note { (texts.verify_note) }
            button type="submit" { (texts.verify) }
        }
    };
    let operator = Some(&operator.desk.operator);
    Ok(desk_page(&app, &visitor, operator, texts.audit_log, body))
}

pub(crate) async fn verify(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
) -> Result<Markup, PageError> {
    check(&operator)?;
    operator.check_recent_factor("/desk/audit-log")?;
    let texts = &texts(visitor.language).desk_contacts;
    // The pages' connections stay free.
    let store = app.service.for_background().store;
    let verdict = match verify_audit_log(&store, None).await {
        Ok(head) => Ok(head),
        Err(NotVerified::Broken(broken)) => Err((broken.at, broken.why.code())),
        Err(NotVerified::Unreadable { error, .. }) if error.is_temporary() => {
            return Err(error.into());
        }
        Err(NotVerified::Unreadable { at, error }) => Err((at, error.code())),
    };
    let body = html! {
        h1 { (texts.audit_log) }
        @match &verdict {
            Ok(head) => p.notice role="status" { ((texts.verified)(head.seq, &head.to_string())) },
            Err((at, code)) => div.problems role="alert" { p { ((texts.broken)(*at, code)) } },
        }
        p.aside { a href="/desk/audit-log" { (texts.newest) } }
    };
    let operator = Some(&operator.desk.operator);
    Ok(desk_page(&app, &visitor, operator, texts.audit_log, body))
}

const SHOWN: u32 = 50;
