//! A company: its contacts, and who decides their requests.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::id::CompanyId;
use genkan::onboarding::{Account, Company, ContactSearch, Name, Permission, Search as _};
use maud::{Markup, html};
use serde::Deserialize;

use super::action::{author, named_field, problem, reason_field};
use super::scope::{not_found, parsed};
use super::search::contact_list;
use crate::service::{NotDone, OpenDesk};
use crate::web::extract::{DeskOperator, TypedForm, TypedQuery, Visitor};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::{CompanyActionText, DeskCompanies, texts};

/// What an operator does to a company.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Action {
    LetManagersDecide,
    LetDeskDecide,
    Rename,
}

impl Action {
    const ALL: [Self; 3] = [Self::LetManagersDecide, Self::LetDeskDecide, Self::Rename];

    const fn path(self) -> &'static str {
        match self {
            Self::LetManagersDecide => "managers-decide",
            Self::LetDeskDecide => "desk-decides",
            Self::Rename => "rename",
        }
    }

    const fn text(self, texts: &DeskCompanies) -> &CompanyActionText {
        match self {
            Self::LetManagersDecide => &texts.let_managers_decide,
            Self::LetDeskDecide => &texts.let_desk_decide,
            Self::Rename => &texts.rename,
        }
    }

    const fn applies(self, company: &Company) -> bool {
        match self {
            Self::LetManagersDecide => !company.managers_act,
            Self::LetDeskDecide => company.managers_act,
            Self::Rename => true,
        }
    }

    fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.path() == path)
    }
}

#[derive(Default, Deserialize)]
pub(crate) struct Page {
    after: Option<String>,
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    Path(id): Path<String>,
    TypedQuery(Page { after }): TypedQuery<Page>,
    Notice(done): Notice,
) -> Result<Markup, PageError> {
    let all = texts(visitor.language);
    let (texts, own) = (&all.desk_contacts, &all.desk_companies);
    let (operator, service) = (&desk.operator, &app.service);
    let company = in_scope(&app, &desk, &id).await?;
    let id = company.id;
    let after = match after.and_then(|id| id.parse().ok()) {
        Some(id) => service.contact_in_scope(id, operator).await?,
        None => None,
    };
    let search = ContactSearch::Company(id);
    let scope = &operator.companies;
    let found = service
        .store
        .search_contacts(search, scope, after.as_ref(), SHOWN);
    let contacts: Vec<(Account, Option<String>)> = found
        .await?
        .into_iter()
        .map(|account| (account, None))
        .collect();
    let is_full = contacts.len() == SHOWN as usize;
    let next = contacts.last().filter(|_| is_full).map(|(last, _)| last.id);
    let may_change = operator.may(Permission::Register, Some(id));
    let body = html! {
        h1 { (company.name.as_str()) }
        @if let Some(action) = Action::of(&done) {
            p.notice role="status" { (action.text(own).done) }
        }
        dl { dt { (own.requests) } dd { ((own.decided_by)(company.managers_act)) } }
        @if may_change {
            nav.choices aria-label=(texts.actions) {
                a href={ "/desk/register?company=" (id) } { (texts.register.title) }
                @for action in Action::ALL.into_iter().filter(|action| action.applies(&company)) {
                    a href={ "/desk/companies/" (id) "/" (action.path()) } {
                        (action.text(own).title)
                    }
                }
            }
        }
        h2 { (texts.contacts) }
        @if contacts.is_empty() { p { (texts.nothing_yet) } }
        (contact_list(&visitor, &contacts))
        @if let Some(next) = next {
            p { a href={ "/desk/companies/" (id) "?after=" (next) } { (texts.more) } }
        }
    };
    Ok(desk_page(
        &app,
        &visitor,
        Some(operator),
        company.name.as_str(),
        body,
    ))
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn show_action(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    Path(path): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let (action, company) = permitted(&app, &operator, &path).await?;
    let fields = Fields {
        name: company.name.to_string(),
        ..Fields::default()
    };
    let desk = &operator.desk;
    Ok(page(&app, &visitor, desk, action, &company, &fields, None))
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    Path(path): Path<(String, String)>,
    TypedForm(fields): TypedForm<Fields>,
) -> Result<Response, PageError> {
    let (action, company) = permitted(&app, &operator, &path).await?;
    let desk = &operator.desk;
    Ok(
        match act(&app, &visitor, desk, action, &company, &fields).await? {
            Ok(()) => {
                let path = format!("/desk/companies/{}", company.id);
                NoticeAt::new(path, action.path()).go(&app)
            }
            Err(problem) => {
                let problem = Some(problem);
                let page = page(&app, &visitor, desk, action, &company, &fields, problem);
                (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
            }
        },
    )
}

/// The action and the company that a path names. The operator may do it, and has
/// proven the second factor.
async fn permitted(
    app: &App,
    operator: &DeskOperator,
    (id, action): &(String, String),
) -> Result<(Action, Company), PageError> {
    let company = in_scope(app, &operator.desk, id).await?;
    let action = Action::of(action).ok_or_else(not_found)?;
    operator.check(Permission::Register, Some(company.id))?;
    operator.check_recent_factor(&format!("/desk/companies/{id}/{}", action.path()))?;
    Ok((action, company))
}

async fn in_scope(app: &App, desk: &OpenDesk, id: &str) -> Result<Company, PageError> {
    let id: CompanyId = parsed(id)?;
    let found = app.service.company_in_scope(id, &desk.operator).await?;
    found.ok_or_else(not_found)
}

async fn act(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    action: Action,
    company: &Company,
    fields: &Fields,
) -> Result<Result<(), &'static str>, PageError> {
    let all = texts(visitor.language);
    let texts = &all.desk_contacts;
    let author = match author(desk, false, &fields.reason, texts) {
        Ok(author) => author,
        Err(problem) => return Ok(Err(problem)),
    };
    let (service, id) = (&app.service, company.id);
    let done = match action {
        Action::LetManagersDecide => service.set_managers_act(id, true, &author).await,
        Action::LetDeskDecide => service.set_managers_act(id, false, &author).await,
        Action::Rename => match fields.name.parse::<Name>() {
            Ok(name) => service.rename_company(id, &name, &author).await,
            Err(_) => return Ok(Err(all.desk_companies.invalid_name)),
        },
    };
    match done {
        Ok(()) => Ok(Ok(())),
        Err(NotDone::CompanyNameTaken(_)) => Ok(Err(all.desk_companies.name_taken)),
        Err(error) => problem(error, texts).map(Err),
    }
}

fn page(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    action: Action,
    company: &Company,
    fields: &Fields,
    problem: Option<&str>,
) -> Markup {
    let all = texts(visitor.language);
    let text = action.text(&all.desk_companies);
    let back = format!("/desk/companies/{}", company.id);
    let body = html! {
        h1 { (text.title) }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        p { ((text.what)(company.name.as_str())) }
        form method="post" action={ (back) "/" (action.path()) } {
            @if action == Action::Rename { (named_field(all.home.company, &fields.name)) }
            (reason_field(&all.desk_contacts, false, &fields.reason))
            button.primary type="submit" { (text.submit) }
        }
        p.aside { a href=(back) { (all.desk_companies.back) } }
    };
    desk_page(app, visitor, Some(&desk.operator), text.title, body)
}

const SHOWN: u32 = 50;
