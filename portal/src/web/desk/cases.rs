//! The open cases, the earliest deadline first.

use std::sync::Arc;

use axum::extract::{Query, State};
use genkan::audit_log::SubjectId;
use genkan::onboarding::case::{Case, Matter};
use maud::{Markup, html};
use serde::Deserialize;

use super::case::failed;
use super::case_summary::summary;
use crate::date::date;
use crate::texts::texts as shared_texts;
use crate::web::extract::{DeskOperator, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Selection {
    matter: String,
    /// The case after which the page starts.
    after: String,
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    Query(selection): Query<Selection>,
) -> Result<Markup, PageError> {
    let texts = texts(visitor.language);
    let (service, author) = (&app.service, desk.author());
    let matter = Matter::CODES
        .into_iter()
        .find(|code| *code == selection.matter);
    let after = match selection.after.parse() {
        Ok(id) => service.case(id, &author).await.ok(),
        Err(_) => None,
    };
    let cases = service.open_cases(matter, after.as_ref(), PAGE, &author);
    let cases = cases.await.map_err(failed)?;
    let companies = cases.iter().filter_map(|case| case.company);
    let companies = service.names(companies.map(SubjectId::Company)).await?;
    let company = |case: &Case| match (&case.matter, case.company.map(SubjectId::Company)) {
        (_, Some(id)) => companies.get(&id).cloned().unwrap_or_default(),
        (Matter::Inquiry(inquiry), None) => {
            (texts.fields.parenthesis)(inquiry.company_name.as_str())
        }
        (_, None) => String::new(),
    };
    let words = &texts.desk_cases;
    let label = &shared_texts(visitor.language).case;
    let time = |at| date(at, &app.time_zone, visitor.language);
    let body = html! {
        h1 { (words.title) }
        nav.filter aria-label=(label.matter) {
            a href="/desk/cases" aria-current=[matter.is_none().then_some("page")] {
                (words.all)
            }
            @for code in Matter::CODES {
                a href={ "/desk/cases?matter=" (code) }
                    aria-current=[(matter == Some(code)).then_some("page")] {
                    ((words.matters)(code))
                }
            }
        }
        @if cases.is_empty() {
            p { (words.none) }
        } @else {
            ul.mails {
                @for case in &cases {
                    li {
                        a href={ "/desk/cases/" (case.id) } { (summary(texts, case)) }
                        @let company = company(case);
                        @if !company.is_empty() { " " (company) }
                        div.note {
                            ((words.summary)(label.due, &time(case.due_at)))
                            " · " ((words.state)(case.state()))
                        }
                    }
                }
            }
            @if let Some(last) = cases.last().filter(|_| cases.len() == PAGE as usize) {
                p {
                    a href={ "/desk/cases?matter=" (matter.unwrap_or_default()) "&after=" (last.id) } {
                        (words.next)
                    }
                }
            }
        }
    };
    let (operator, title) = (Some(&desk.operator), texts.desk_cases.title);
    Ok(desk_page(&app, &visitor, operator, title, body))
}

const PAGE: u32 = 50;
