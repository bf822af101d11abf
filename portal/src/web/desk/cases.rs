//! The open cases, the earliest deadline first.

use std::sync::Arc;

use axum::extract::{Query, State};
use genkan::audit_log::SubjectId;
use genkan::onboarding::case::{Case, Matter};
use maud::{Markup, html};
use serde::Deserialize;

use super::case::failed;
use super::case_summary::{state, summary};
use crate::date::date;
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
    let body = html! {
        h1 { (texts.desk_cases.title) }
        nav.filter aria-label=(texts.desk_cases.label.matter) {
            a href="/desk/cases" aria-current=[matter.is_none().then_some("page")] {
                (texts.desk_cases.all)
            }
            @for code in Matter::CODES {
                a href={ "/desk/cases?matter=" (code) }
                    aria-current=[(matter == Some(code)).then_some("page")] {
                    ((texts.desk_cases.matters)(code))
                }
            }
        }
        @if cases.is_empty() {
            p { (texts.desk_cases.none) }
        } @else {
            div.scroll {
                table {
                    thead {
                        tr {
                            th scope="col" { (texts.desk_cases.label.due) }
                            th scope="col" { (texts.desk_cases.label.case) }
                            th scope="col" { (texts.desk_cases.label.company) }
                            th scope="col" { (texts.desk_cases.label.state) }
                        }
                    }
                    tbody {
                        @for case in &cases {
                            tr {
                                td { (date(case.due_at, &app.time_zone, visitor.language)) }
                                td { a href={ "/desk/cases/" (case.id) } { (summary(texts, case)) } }
                                td { (company(case)) }
                                td { ((texts.desk_cases.state)(state(case))) }
                            }
                        }
                    }
                }
            }
            @if let Some(last) = cases.last().filter(|_| cases.len() == PAGE as usize) {
                p {
                    a href={ "/desk/cases?matter=" (matter.unwrap_or_default()) "&after=" (last.id) } {
                        (texts.desk_cases.next)
                    }
                }
            }
        }
    };
    let (operator, title) = (Some(&desk.operator), texts.desk_cases.title);
    Ok(desk_page(&app, &visitor, operator, title, body))
}

const PAGE: u32 = 50;
