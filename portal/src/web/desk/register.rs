//! An operator registers a contact.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use genkan::onboarding::{Accounts as _, Contact, Name, Permission};
use maud::{Markup, html};
use serde::Deserialize;

use super::action::{Action, Fields, author, company_field, person_fields, problem, reason_field};
use super::scope::{not_found, parsed};
use crate::service::{NewContact, OpenDesk, Registration};
use crate::web::extract::{DeskOperator, TypedForm, TypedQuery, Visitor};
use crate::web::notice::NoticeAt;
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

#[derive(Default, Deserialize)]
pub(crate) struct For {
    company: Option<String>,
}

/// Checks that the operator may register contacts of a company at all, and has
/// proven the second factor.
fn check(operator: &DeskOperator) -> Result<(), PageError> {
    if !operator.desk.operator.role.grants(Permission::Register) {
        return Err(PageError::NotPermitted);
    }
    operator.check_recent_factor("/desk/register")
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    TypedQuery(For { company }): TypedQuery<For>,
) -> Result<Markup, PageError> {
    check(&operator)?;
    let mut fields = Fields {
        language: visitor.language.tag().into(),
        notify: "yes".into(),
        ..Fields::default()
    };
    if let Some(id) = company {
        let found = app
            .service
            .company_in_scope(parsed(&id)?, &operator.desk.operator);
        let company = found.await?.ok_or_else(not_found)?;
        fields.company = company.name.to_string();
    }
    Ok(page(&app, &visitor, &operator.desk, &fields, None))
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    TypedForm(fields): TypedForm<Fields>,
) -> Result<Response, PageError> {
    check(&operator)?;
    let done = register(&app, &visitor, &operator.desk, &fields).await?;
    Ok(match done {
        Ok(next) => next.go(&app),
        Err(problem) => {
            let page = page(&app, &visitor, &operator.desk, &fields, Some(problem));
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    })
}

/// Registers the contact, and returns their page.
async fn register(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    fields: &Fields,
) -> Result<Result<NoticeAt, &'static str>, PageError> {
    let texts = &texts(visitor.language).desk_contacts;
    let language = Language::from_tag(&fields.language).unwrap_or(visitor.language);
    let contact = match Contact::new(&fields.name, &fields.email, None, language) {
        Ok(contact) => contact,
        Err(invalid) => return Ok(Err((texts.invalid_contact)(invalid))),
    };
    let company = match fields.company.trim() {
        "" => None,
        company => match company.parse::<Name>() {
            Ok(company) => Some(company),
            Err(invalid) => return Ok(Err((texts.invalid_contact)(invalid.into()))),
        },
    };
    let author = match author(desk, false, &fields.reason, texts) {
        Ok(author) => author,
        Err(problem) => return Ok(Err(problem)),
    };
    let address = contact.address.clone();
    let how = Registration {
        notify: !fields.notify.is_empty(),
        ..Registration::default()
    };
    let new = [NewContact {
        contact,
        company,
        password: None,
        has_language: true,
    }];
    let registered = match app.service.register(&new, how, &author, |_| ()).await {
        Ok(registered) => registered,
        Err(error) => return problem(error, texts).map(Err),
    };
    if !registered.reserved.is_empty() {
        return Ok(Err(texts.address_reserved));
    }
    if !registered.operators.is_empty() {
        return Ok(Err(texts.address_of_operator));
    }
    if registered.count == 0 {
        return Ok(Err(texts.address_known));
    }
    let found = app.service.store.account_by_address(&address).await?;
    let account = found.ok_or_else(not_found)?;
    let path = format!("/desk/contacts/{}", account.id);
    Ok(Ok(NoticeAt::new(path, Action::Register.path())))
}

fn page(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    fields: &Fields,
    problem: Option<&str>,
) -> Markup {
    let texts = &texts(visitor.language).desk_contacts;
    let text = &texts.register;
    let body = html! {
        h1 { (text.title) }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        p { ((text.what)("", "")) }
        form method="post" action="/desk/register" {
            (person_fields(visitor, fields))
            (company_field(visitor, fields))
            (reason_field(texts, false, &fields.reason))
            div.field {
                label.choice {
                    input type="checkbox" name="notify" value="yes"
                        checked[!fields.notify.is_empty()];
                    span { (texts.notify) }
                }
            }
            button.primary type="submit" { (text.submit) }
        }
        p.aside { a href="/desk" { (texts.cancel) } }
    };
    desk_page(app, visitor, Some(&desk.operator), text.title, body)
}
