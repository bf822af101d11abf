//! The contacts of the signed-in contact's company, and the requests to change
//! them.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use genkan::id::AccountId;
use genkan::onboarding::case::{Case, Matter, Request, RequestState, RequestedChange};
use genkan::onboarding::{Account, State as AccountState};
use maud::{Markup, html};
use serde::Deserialize;

use super::help::desk;
use crate::clock::now;
use crate::date::date;
use crate::service::{Colleague, OpenSession};
use crate::web::back::Back;
use crate::web::extract::{SignedIn, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::layout::{page, support_link};
use crate::web::state::App;
use crate::web::texts::{FormText, Requests, texts};

/// Where the list begins.
#[derive(Default, Deserialize)]
pub(crate) struct Start {
    /// The contact before the first one.
    #[serde(default)]
    after: String,
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    mut visitor: Visitor,
    session: Option<SignedIn>,
    start: Result<Query<Start>, QueryRejection>,
) -> Result<Markup, PageError> {
    let texts = texts(visitor.language);
    let body = match session {
        None => signed_out(&app, &visitor),
        Some(SignedIn(session)) => {
            visitor = visitor.signed_in(&session.account);
            let after = start.ok().and_then(|Query(start)| start.after.parse().ok());
            signed_in(&app, &visitor, &session, after).await?
        }
    };
    Ok(page(&app, &visitor, texts.contacts.title, body))
}

fn signed_out(app: &App, visitor: &Visitor) -> Markup {
    let texts = texts(visitor.language);
    html! {
        h1 { (texts.contacts.title) }
        @for text in texts.requests.signed_out { p { (text) } }
        p { a.button href=(Back::to_site(&visitor.path).after("/signin")) { (texts.requests.sign_in) } }
        (desk(app, visitor))
    }
}

async fn signed_in(
    app: &App,
    visitor: &Visitor,
    session: &OpenSession,
    after: Option<AccountId>,
) -> Result<Markup, PageError> {
    let texts = texts(visitor.language);
    let text = &texts.requests;
    let mut colleagues = app.service.colleagues(session, after, PAGE + 1).await?;
    let has_more = colleagues.len() > PAGE as usize;
    colleagues.truncate(PAGE as usize);
    let requests = app.service.requests(session).await?.into_iter();
    let (waiting, others): (Vec<_>, Vec<_>) = requests
        .filter_map(|(case, account)| listed(text, case, account))
        .partition(|request| request.waits_for(&session.account));
    let is_asked = app.service.is_asked(&session.account).await?;
    let last = colleagues.last().map(|colleague| colleague.account.id);
    Ok(html! {
        h1 { (texts.contacts.title) }
        @if let Some(company) = &session.company { p { (company.name.as_str()) } }
        @if is_asked { p.notice { (text.list.inquiry) } }
        @if !waiting.is_empty() {
            section {
                h2 { (text.list.waiting) }
                (list(app, visitor, &waiting))
            }
        }
        section {
            h2 #registered { (text.list.contacts) }
            ul.cards aria-labelledby="registered" {
                @for colleague in &colleagues { (card(app, visitor, session, colleague)) }
            }
            @if has_more || after.is_some() {
                nav.choices aria-label=(text.list.contacts) {
                    @if let Some(last) = last.filter(|_| has_more) {
                        a href={ "/contacts?after=" (last) } { (text.list.next) }
                    }
                    @if after.is_some() { a href="/contacts" { (text.list.first) } }
                }
            }
            @if session.company.is_some() {
                p { a.button href="/contacts/add" { (text.add.title) } }
            } @else {
                p { (text.no_company) }
                p { (support_link(app, visitor)) }
            }
        }
        @if session.company.is_some() {
            section {
                h2 { (text.list.requests) }
                @if others.is_empty() { p { (text.list.no_requests) } }
                @else { (list(app, visitor, &others)) }
            }
        }
        p.aside { a href="/" { (texts.home.title) } }
    })
}

fn card(app: &App, visitor: &Visitor, session: &OpenSession, colleague: &Colleague) -> Markup {
    let text = &texts(visitor.language).requests.list;
    let Colleague {
        account,
        signed_in_at,
        ..
    } = colleague;
    let name = account.name.as_str();
    let is_own = account.id == session.account.id;
    let signed_in = signed_in_at.map(|at| date(at, &app.time_zone, visitor.language));
    let paths = [
        ("change", text.change),
        ("hand-over", text.hand_over),
        ("remove", text.remove),
    ];
    html! {
        li {
            h3 {
                (name)
                @if is_own { " " span.mark { (text.you) } }
                @if account.is_manager { " " span.mark { (text.manager) } }
            }
            // A manager needs it to tell two people of one name apart.
            @if is_own || session.account.is_manager { p { (account.address.as_str()) } }
            p.note {
                ((text.state)(&account.state, is_expired(&account.state))) br;
                @match &signed_in {
                    Some(time) => ((text.signed_in_at)(time)),
                    None => (text.never_signed_in),
                }
            }
            @if session.company.is_some() {
                p.actions {
                    @for (path, label) in paths {
                        a href={ "/contacts/" (account.id) "/" (path) }
                            aria-label=((text.about)(label, name)) { (label) }
                    }
                }
            }
        }
    }
}

fn is_expired(state: &AccountState) -> bool {
    matches!(state, AccountState::Registered { expires_at } if *expires_at <= now())
}

/// A request in a list.
struct Listed {
    case: Case,
    request: Request,
    title: &'static str,
    /// The contact whom it is about.
    about: String,
}

impl Listed {
    fn waits_for(&self, account: &Account) -> bool {
        account.is_manager
            && self.request.state == RequestState::NeedsConfirmation
            && self.request.by != account.id
    }
}

/// `None` for a case that is no request.
fn listed(text: &Requests, case: Case, account: Option<Account>) -> Option<Listed> {
    let Matter::Request(request) = case.matter.clone() else {
        return None;
    };
    let about = match &request.change {
        RequestedChange::Add { contact } => contact.name.to_string(),
        _ => account.map_or_else(String::new, |account| account.name.to_string()),
    };
    Some(Listed {
        title: title(text, &request.change),
        case,
        request,
        about,
    })
}

/// Returns the texts of what is requested.
pub(crate) const fn form_text<'t>(text: &'t Requests, change: &RequestedChange) -> &'t FormText {
    match change {
        RequestedChange::Add { .. } => &text.add,
        RequestedChange::Rename { .. } => &text.rename,
        RequestedChange::ReplaceAddress { .. } => &text.replace_address,
        RequestedChange::HandOver { .. } => &text.hand_over,
        RequestedChange::Remove { .. } => &text.remove,
    }
}

const fn title(text: &Requests, change: &RequestedChange) -> &'static str {
    form_text(text, change).title
}

fn list(app: &App, visitor: &Visitor, requests: &[Listed]) -> Markup {
    let text = &texts(visitor.language).requests;
    html! {
        ul.cards {
            @for Listed { case, request, title, about } in requests {
                li {
                    h3 {
                        a href={ "/contacts/requests/" (case.id) } {
                            ((text.list.about)(title, about))
                        }
                    }
                    p.note {
                        ((text.progress.state)(request.state)) br;
                        (date(case.opened_at, &app.time_zone, visitor.language))
                    }
                }
            }
        }
    }
}

/// How many contacts a page has.
const PAGE: u32 = 50;
