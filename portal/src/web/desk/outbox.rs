//! The emails that were not delivered.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use genkan::id::{AccountId, MessageId};
use genkan::onboarding::{MessageStatus, Outbox as _, Permission, Progress, Reply};
use genkan::token::Principal;
use maud::{Markup, html};
use serde::Deserialize;

use super::scope::{contact, not_found, parsed};
use crate::clock::now;
use crate::date::date;
use crate::web::extract::{DeskOperator, TypedForm, TypedQuery, Visitor};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

#[derive(Default, Deserialize)]
pub(crate) struct Page {
    from: Option<String>,
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    TypedQuery(Page { from }): TypedQuery<Page>,
    Notice(after): Notice,
) -> Result<Markup, PageError> {
    let texts = &texts(visitor.language).desk_contacts;
    let (operator, store) = (&desk.operator, &app.service.store);
    let mut last = match from.and_then(|id| id.parse().ok()) {
        Some(id) => store.message(id).await?,
        None => None,
    };
    let time = |at| date(at, &app.time_zone, visitor.language);
    let mut shown = Vec::new();
    // Messages to contacts out of scope are passed over, so many at most.
    let mut is_end = false;
    for _ in 0..LOOKS {
        let found = store.undelivered(last.as_ref(), SHOWN).await?;
        is_end = found.len() < SHOWN as usize;
        last = found.last().cloned().or(last);
        let to = |status: &MessageStatus| match status.message.to {
            Principal::Account(id) => Some(id),
            Principal::Operator(_) => None,
        };
        let ids: Vec<AccountId> = found.iter().filter_map(to).collect();
        let contacts = app.service.contacts_in_scope(&ids, operator).await?;
        shown.extend(found.into_iter().filter_map(|status| {
            let account = contacts.get(&to(&status)?)?.clone();
            Some((status, account))
        }));
        if is_end || shown.len() >= SHOWN as usize {
            break;
        }
    }
    let next = last.filter(|_| !is_end).map(|status| status.id);
    let notice = match after.as_str() {
        "retry" => Some(texts.retried),
        "not" => Some(texts.not_retried),
        _ => None,
    };
    let body = html! {
        h1 { (texts.outbox) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        p { (texts.outbox_note) }
        @if shown.is_empty() { p { (texts.nothing_yet) } }
        ul.mails {
            @for (status, account) in &shown {
                li {
                    a href={ "/desk/contacts/" (account.id) } { (account.name.as_str()) }
                    " " (account.address.as_str())
                    div { ((texts.message)(status.message.kind)) ", " (time(status.queued_at)) }
                    div.note {
                        ((texts.progress)(&status.progress, &time))
                        @if let Some(reply) = reply(status) { " · " (reply.as_str()) }
                    }
                    @if can_retry(status) && operator.may(Permission::Resend, account.company) {
                        form method="post" action="/desk/outbox" {
                            input type="hidden" name="id" value=(status.id);
                            button type="submit" { (texts.retry) }
                        }
                    }
                }
            }
        }
        @if let Some(next) = next { p { a href={ "/desk/outbox?from=" (next) } { (texts.more) } } }
    };
    Ok(desk_page(
        &app,
        &visitor,
        Some(operator),
        texts.outbox,
        body,
    ))
}

#[derive(Deserialize)]
pub(crate) struct Retried {
    id: String,
}

pub(crate) async fn retry(
    State(app): State<Arc<App>>,
    operator: DeskOperator,
    TypedForm(Retried { id }): TypedForm<Retried>,
) -> Result<Response, PageError> {
    let store = &app.service.store;
    let id: MessageId = parsed(&id)?;
    let status = store.message(id).await?.ok_or_else(not_found)?;
    let Principal::Account(to) = status.message.to else {
        return Err(not_found());
    };
    let account = contact(&app, &operator.desk, &to.to_string()).await?;
    operator.check(Permission::Resend, account.company)?;
    operator.check_recent_factor("/desk/outbox")?;
    let is_done = can_retry(&status) && store.retry_message(id, now()).await?;
    let after = if is_done { "retry" } else { "not" };
    Ok(NoticeAt::new("/desk/outbox", after).go(&app))
}

const fn can_retry(status: &MessageStatus) -> bool {
    matches!(
        status.progress,
        Progress::Queued { .. } | Progress::Failed { .. }
    )
}

const fn reply(status: &MessageStatus) -> Option<&Reply> {
    match &status.progress {
        Progress::Queued { reply, .. } => reply.as_ref(),
        Progress::Sent { reply, .. }
        | Progress::Failed { reply, .. }
        | Progress::Bounced { reply, .. } => Some(reply),
    }
}

const SHOWN: u32 = 50;
/// How many pages of messages are looked at for one page.
const LOOKS: u32 = 4;
