//! Everything about a contact.

use std::sync::Arc;

use axum::extract::{Path, State};
use genkan::audit_log::Actor;
use maud::{Markup, html};

use super::action::Action;
use super::scope::{not_found, parsed};
use super::search::state;
use crate::date::date;
use crate::service::{ContactFile, ShownEntry};
use crate::web::extract::{DeskOperator, Visitor};
use crate::web::notice::Notice;
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    Path(id): Path<String>,
    Notice(after): Notice,
) -> Result<Markup, PageError> {
    let all = texts(visitor.language);
    let texts = &all.desk_contacts;
    let operator = &desk.operator;
    let file = app.service.contact_file(parsed(&id)?, operator).await?;
    let file = file.ok_or_else(not_found)?;
    let ContactFile {
        account,
        company,
        explanation,
        messages,
        history,
        ..
    } = &file;
    let time = |at| date(at, &app.time_zone, visitor.language);
    let done = Action::ALL
        .into_iter()
        .find(|action| action.path() == after);
    let possible = Action::ALL.into_iter().filter(|action| {
        action.applies(account) && operator.may(action.permission(), account.company)
    });
    let body = html! {
        h1 { (account.name.as_str()) }
        @if let Some(done) = done { p.notice role="status" { (done.text(texts).done) } }
        dl {
            dt { (texts.email) } dd { (account.address.as_str()) }
            dt { (all.home.company) }
            dd {
                @if let Some(company) = company {
                    a href={ "/desk/companies/" (company.id) } { (company.name.as_str()) }
                } @else { (texts.no_company) }
            }
            dt { (texts.state) }
            dd {
                (state(texts, account))
                @if account.is_manager { " " span.mark { (all.requests.list.manager) } }
            }
            dt { (texts.language) } dd { (account.language.name()) }
            dt { (texts.registered_at) } dd { (time(account.registered_at)) }
            @if let Some(former) = &account.former {
                dt { (texts.former_email) } dd { (former.address.as_str()) }
            }
            @if let Some(since) = account.undeliverable_since {
                dt { (texts.undeliverable) } dd { (time(since)) }
            }
        }
        nav.choices aria-label=(texts.actions) {
            @for action in possible {
                a href={ "/desk/contacts/" (account.id) "/" (action.path()) } {
                    (action.text(texts).title)
                }
            }
        }
        @if let Some(explanation) = explanation {
            h2 { (texts.explanation) }
            ul {
                @for finding in explanation.findings() {
                    li { (finding.sentence(visitor.language, &time)) }
                }
            }
        }
        h2 { (texts.emails) }
        @if messages.is_empty() { p { (texts.nothing_yet) } }
        ul.mails {
            @for status in messages {
                li {
                    (time(status.queued_at)) " " (((texts.message)(status.message.kind)))
                    div.note { ((texts.progress)(&status.progress, &time)) }
                }
            }
        }
        h2 { (texts.history) }
        ul.mails { @for shown in history { li { (entry(&visitor, &time, shown)) } } }
    };
    Ok(desk_page(
        &app,
        &visitor,
        Some(operator),
        account.name.as_str(),
        body,
    ))
}

/// An entry of the audit log.
pub(super) fn entry(
    visitor: &Visitor,
    time: &dyn Fn(genkan::time::Timestamp) -> String,
    shown: &ShownEntry,
) -> Markup {
    let texts = &texts(visitor.language).desk_contacts;
    let event = shown.entry.event;
    let actor = match event.actor {
        Actor::Visitor => Some(texts.visitor),
        Actor::System => Some(texts.system),
        Actor::Contact(_) | Actor::Operator(_) => shown.actor.as_deref(),
    };
    html! {
        (time(event.at)) " " ((texts.event)(event.kind))
        div.note {
            @if let Some(actor) = actor { (actor) }
            @if event.reason.is_some() {
                " · " ((texts.reason_is)(shown.reason.as_deref().unwrap_or(texts.reason_erased)))
            }
        }
    }
}
