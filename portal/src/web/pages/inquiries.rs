//! A registered contact answers an inquiry, or stops a takeover, by the link in an
//! email.
//!
//! Opening a page changes nothing. A button names the case that it was shown for.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use genkan::id::CaseId;
use genkan::onboarding::case::{Answer, InquiryState};
use maud::{Markup, html};
use serde::Deserialize;

use crate::date::date;
use crate::service::OpenInquiry;
use crate::web::extract::{LinkToken, TypedForm, Visitor};
use crate::web::link_page::{LinkPage, LinksTo};
use crate::web::page_error::PageError;
use crate::web::parts::layout::page;
use crate::web::parts::result_page::result_page;
use crate::web::state::App;
use crate::web::texts::texts;

/// The page that answers inquiries.
pub(crate) struct AnswerInquiry;

/// The page that stops takeovers.
pub(crate) struct StopTakeover;

impl LinksTo for AnswerInquiry {
    const PAGE: LinkPage = LinkPage::AnswerInquiry;
}

impl LinksTo for StopTakeover {
    const PAGE: LinkPage = LinkPage::StopTakeover;
}

pub(crate) async fn show_inquiries(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    link: LinkToken<AnswerInquiry>,
) -> Result<Markup, PageError> {
    let waiting = app.service.inquiries(link.text()).await;
    let waiting = waiting.map_err(|error| link.error(error))?;
    let text = &texts(visitor.language).inquiries;
    let body = html! {
        h1 { (text.question) }
        p { (text.question_text) }
        @for open in &waiting {
            section {
                (about(&app, &visitor, open, text.answer_until))
                form.answers method="post" {
                    input type="hidden" name="case" value=(open.case.id);
                    @for (answer, label) in [
                        (Answer::Yes, text.yes),
                        (Answer::No, text.no),
                        (Answer::Unknown, text.unknown),
                    ] {
                        button type="submit" name="answer" value=(answer.code()) { (label) }
                    }
                }
            }
        }
        h2 #happens { (texts(visitor.language).links.effects_title) }
        ul aria-labelledby="happens" { @for text in text.effects { li { (text) } } }
        p.aside { (text.otherwise) }
    };
    Ok(page(&app, &visitor, text.question, body))
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    /// The case that the page has shown.
    #[serde(default)]
    case: String,
    #[serde(default)]
    answer: String,
}

impl Submission {
    fn case(&self) -> Result<CaseId, PageError> {
        self.case.parse().map_err(|_| BAD_REQUEST)
    }
}

pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    link: LinkToken<AnswerInquiry>,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Markup, PageError> {
    let answer = Answer::from_code(&typed.answer).ok_or(BAD_REQUEST)?;
    let case = typed.case()?;
    let answered = app.service.answer_inquiry(link.text(), case, answer).await;
    let account = answered.map_err(|error| link.error(error))?;
    tracing::info!(account = %account.id, answer = answer.code(), "inquiry answered");
    let text = &texts(visitor.language).inquiries;
    let answered = match answer {
        Answer::Yes => &text.answered_yes,
        Answer::No => &text.answered_no,
        Answer::Unknown => &text.answered_unknown,
    };
    Ok(result_page(&app, &visitor, answered))
}

pub(crate) async fn show_takeovers(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    link: LinkToken<StopTakeover>,
) -> Result<Markup, PageError> {
    let waiting = app.service.takeovers(link.text()).await;
    let waiting = waiting.map_err(|error| link.error(error))?;
    let text = &texts(visitor.language).inquiries;
    let body = html! {
        h1 { (text.takeover) }
        p { (text.takeover_text) }
        @for open in &waiting {
            section {
                (about(&app, &visitor, open, text.takes_place))
                h2 { (texts(visitor.language).links.effects_title) }
                ul { @for text in text.object_effects { li { (text) } } }
                form method="post" {
                    input type="hidden" name="case" value=(open.case.id);
                    button.primary.danger type="submit" { (text.object) }
                }
            }
        }
        p.aside { (text.object_otherwise) }
    };
    Ok(page(&app, &visitor, text.takeover, body))
}

pub(crate) async fn object(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    link: LinkToken<StopTakeover>,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Markup, PageError> {
    let case = typed.case()?;
    let stopped = app.service.object(link.text(), case).await;
    let account = stopped.map_err(|error| link.error(error))?;
    tracing::info!(account = %account.id, "takeover stopped");
    let text = &texts(visitor.language).inquiries;
    Ok(result_page(&app, &visitor, &text.objected))
}

/// Who asks, and until when the reader can decide.
fn about(app: &App, visitor: &Visitor, open: &OpenInquiry, until: &str) -> Markup {
    let texts = texts(visitor.language);
    let text = &texts.inquiries;
    let time = |at| date(at, &app.time_zone, visitor.language);
    let OpenInquiry { case, inquiry, .. } = open;
    let end = match inquiry.state {
        InquiryState::Waiting { until, .. } => until,
        _ => case.due_at,
    };
    html! {
        dl {
            dt { (text.name) } dd { strong { (inquiry.asker.name.as_str()) } }
            dt { (texts.fields.email) } dd { strong { (inquiry.asker.address.as_str()) } }
            dt { (text.company_as_entered) } dd { (inquiry.company_name.as_str()) }
            @if let Some(replaced) = &open.replaced {
                dt { (text.replaced) } dd { (replaced.name.as_str()) }
            }
            dt { (text.asked_at) } dd { (time(case.opened_at)) }
            dt { (until) } dd { (time(end)) }
        }
    }
}

const BAD_REQUEST: PageError = PageError::Status(StatusCode::BAD_REQUEST);
