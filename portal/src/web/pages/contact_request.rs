//! The page of one request: how far it is, and what the reader can do about it.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::audit_log::{Actor, EventKind};
use genkan::id::CaseId;
use genkan::onboarding::Refusal;
use genkan::onboarding::case::{Case, Matter, Note, Request, RequestState, Step};
use maud::{Markup, html};
use serde::Deserialize;

use super::contact_forms::requested;
use super::contacts::form_text;
use crate::date::date;
use crate::service::{NotRequested, OpenSession, RequestDecision};
use crate::web::extract::{SignedIn, TypedForm, Visitor};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::form::{Field, Problems};
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::{Steps, texts};

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
    id: Result<Path<String>, PathRejection>,
    Notice(after): Notice,
) -> Result<Response, PageError> {
    let case = find(&app, &session, id).await?;
    let visitor = visitor.signed_in(&session.account);
    let text = &texts(visitor.language).requests.progress;
    let notice = match after.as_str() {
        "sent" => Some(text.sent),
        "too-late" => Some(text.too_late),
        _ => None,
    };
    render(
        &app,
        &visitor,
        &session,
        &case,
        notice,
        "",
        &Problems::default(),
    )
    .await
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    note: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
    id: Result<Path<String>, PathRejection>,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let case = find(&app, &session, id).await?;
    let visitor = visitor.signed_in(&session.account);
    let decision = match typed.decision.as_str() {
        "withdraw" => RequestDecision::Withdraw,
        "confirm" => RequestDecision::Confirm,
        "decline" => match read_note(&typed.note) {
            Ok(note) => RequestDecision::Decline(note),
            Err(_) => {
                let mut problems = Problems::default();
                problems.add("note", texts(visitor.language).requests.problems.note);
                let typed = &typed.note;
                return render(&app, &visitor, &session, &case, None, typed, &problems).await;
            }
        },
        _ => return Err(PageError::Status(StatusCode::BAD_REQUEST)),
    };
    let path = format!("/contacts/requests/{}", case.id);
    match app
        .service
        .decide_request(&session, case.id, &decision)
        .await
    {
        Ok(()) => Ok(Redirect::to(&path).into_response()),
        Err(NotRequested::Refused(Refusal::Case)) => Ok(NoticeAt::new(path, "too-late").go(&app)),
        Err(NotRequested::Refused(_) | NotRequested::Throttled(_)) => Err(NOT_FOUND),
        Err(NotRequested::Failed(error)) => Err(error.into()),
    }
}

/// Reads a text that may be empty.
pub(crate) fn read_note(text: &str) -> Result<Option<Note>, genkan::onboarding::case::InvalidNote> {
    let text = text.replace('\t', " ");
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some),
    }
}

async fn find(
    app: &App,
    session: &OpenSession,
    id: Result<Path<String>, PathRejection>,
) -> Result<Case, PageError> {
    let id: Option<CaseId> = id.ok().and_then(|Path(id)| id.parse().ok());
    let id = id.ok_or(NOT_FOUND)?;
    let found = app.service.visible_request(&session.account, id).await?;
    found.ok_or(NOT_FOUND)
}

async fn render(
    app: &App,
    visitor: &Visitor,
    session: &OpenSession,
    case: &Case,
    notice: Option<&str>,
    typed: &str,
    problems: &Problems,
) -> Result<Response, PageError> {
    let Matter::Request(request) = &case.matter else {
        return Err(NOT_FOUND);
    };
    let texts = texts(visitor.language);
    let text = &texts.requests.progress;
    let title = form_text(&texts.requests, &request.change).title;
    let time = |at| date(at, &app.time_zone, visitor.language);
    let account = match request.change.account() {
        Some(id) => app.service.account(id).await?,
        None => None,
    };
    let by = app.service.name_of(Some(request.by)).await?;
    let reason = case.steps.last().and_then(|step| step.note.as_ref());
    let reason = reason.filter(|_| request.state == RequestState::Refused);
    let mut steps = Vec::new();
    for step in &case.steps {
        steps.push((step, actor(app, visitor, step).await?));
    }
    let body = html! {
        h1 { (title) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        (problems.list(texts.requests.problems.title))
        h2 { (text.state_title) }
        p { strong { ((text.state)(request.state)) } }
        p { ((text.next)(request.state, &time(case.due_at))) }
        @if let Some(reason) = reason {
            dl { dt { (text.reason) } dd.lines { (reason.as_str()) } }
        }
        h2 { (text.content) }
        (requested(app, visitor, &request.change, account.as_ref()))
        dl {
            dt { (text.by) } dd { (by) }
            dt { (text.at) } dd { (time(case.opened_at)) }
        }
        (decisions(visitor, session, case, request, typed, problems))
        h2 #history { (text.history) }
        ol aria-labelledby="history" {
            @for (step, actor) in &steps {
                li {
                    (words(&text.steps, step.kind)) br;
                    span.note { (time(step.at)) " · " (actor) }
                }
            }
        }
        p.aside { a href="/contacts" { (texts.requests.fields.back) } }
    };
    Ok(problems.answer(page(app, visitor, title, body)))
}

/// The buttons for what the reader can do.
fn decisions(
    visitor: &Visitor,
    session: &OpenSession,
    case: &Case,
    request: &Request,
    typed: &str,
    problems: &Problems,
) -> Markup {
    let text = &texts(visitor.language).requests.progress;
    let account = &session.account;
    let path = format!("/contacts/requests/{}", case.id);
    let is_own = request.by == account.id;
    let can_withdraw = is_own
        && matches!(
            request.state,
            RequestState::NeedsConfirmation | RequestState::Received | RequestState::Scheduled(_)
        );
    let can_confirm =
        !is_own && account.is_manager && request.state == RequestState::NeedsConfirmation;
    let note = Field {
        name: "note",
        label: text.decline_reason,
        hint: None,
        value: typed,
        autocomplete: "off",
    };
    html! {
        @if can_withdraw {
            form method="post" action=(path) {
                button type="submit" name="decision" value="withdraw" { (text.withdraw) }
            }
        }
        @if can_confirm {
            h2 { (text.confirm_title) }
            form method="post" action=(path) {
                button.primary type="submit" name="decision" value="confirm" { (text.confirm) }
            }
            form.apart method="post" action=(path) {
                (note.lines(problems))
                button type="submit" name="decision" value="decline" { (text.decline) }
            }
        }
    }
}

async fn actor(app: &App, visitor: &Visitor, step: &Step) -> Result<String, PageError> {
    let text = &texts(visitor.language).requests.progress;
    Ok(match step.by {
        Actor::Contact(id) => app.service.name_of(Some(id)).await?,
        Actor::Operator(_) => text.desk.to_owned(),
        _ => text.service.to_owned(),
    })
}

const fn words(steps: &Steps, kind: EventKind) -> &'static str {
    match kind {
        EventKind::CaseOpened => steps.opened,
        EventKind::CaseConfirmed => steps.confirmed,
        EventKind::CaseScheduled => steps.scheduled,
        EventKind::CaseReminded => steps.reminded,
        EventKind::CaseDone => steps.done,
        EventKind::CaseRefused => steps.refused,
        EventKind::CaseWithdrawn => steps.withdrawn,
        EventKind::CaseExpired => steps.expired,
        _ => steps.other,
    }
}

const NOT_FOUND: PageError = PageError::Status(StatusCode::NOT_FOUND);
