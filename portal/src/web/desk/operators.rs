//! The operators of the support desk: listed, invited, changed and removed.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::Language;
use genkan::id::OperatorId;
use genkan::onboarding::case::Note;
use genkan::onboarding::{Companies, Name, Permission, Refusal, Role};
use maud::{Markup, html};
use serde::Deserialize;

use crate::service::{InvitedOperator, ListedOperator, NotDone};
use crate::web::extract::{After, DeskOperator, TypedForm, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::parts::form::{Field, Problems, choice};
use crate::web::state::App;
use crate::web::texts::{DeskOperators, texts};

const LIST: &str = "/desk/operators";

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    After { after }: After,
) -> Result<Markup, PageError> {
    session.check(Permission::ManageOperators, None)?;
    let texts = texts(visitor.language);
    let operators = app.service.listed_operators().await?;
    let notice = match after.as_str() {
        "invited" => Some(texts.desk_operators.invited),
        "proposed" => Some(texts.desk_operators.proposed),
        "removed" => Some(texts.desk_operators.removed),
        _ => None,
    };
    let body = html! {
        h1 { (texts.desk_operators.title) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        ul.mails {
            @for listed in &operators {
                li {
                    a href={ (LIST) "/" (listed.operator.id) } {
                        (listed.operator.name.as_str())
                    }
                    " " span.note {
                        ((texts.desk.role_name)(listed.operator.role)) " · " (listed.address)
                    }
                }
            }
        }
        p { a.button href="/desk/operators/invite" { (texts.desk_operators.invite) } }
    };
    let operator = Some(&session.desk.operator);
    Ok(desk_page(
        &app,
        &visitor,
        operator,
        texts.desk_operators.title,
        body,
    ))
}

#[derive(Default, Deserialize)]
pub(crate) struct Invitation {
    #[serde(default)]
    name: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    companies: String,
}

pub(crate) async fn show_invitation(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
) -> Result<Markup, PageError> {
    session.check(Permission::ManageOperators, None)?;
    session.check_recent_factor("/desk/operators/invite")?;
    let empty = Invitation {
        language: visitor.language.tag().into(),
        ..Invitation::default()
    };
    let problems = Problems::default();
    Ok(invitation(&app, &visitor, &session, &empty, &problems))
}

pub(crate) async fn invite(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    TypedForm(typed): TypedForm<Invitation>,
) -> Result<Response, PageError> {
    session.check(Permission::ManageOperators, None)?;
    session.check_recent_factor("/desk/operators/invite")?;
    let texts = texts(visitor.language);
    let own = &texts.desk_operators;
    let mut problems = Problems::default();
    let name = problems.check("name", typed.name.parse().map_err(|_| own.invalid_name));
    let address = typed.address.parse().map_err(texts.fields.invalid_address);
    let address = problems.check("address", address);
    let role = Role::from_code(&typed.role).ok_or(own.no_role);
    let role = problems.check("role", role);
    let companies = problems.check("companies", names(&typed.companies).ok_or(own.invalid_name));
    let (Some(name), Some(address), Some(role), Some(companies)) = (name, address, role, companies)
    else {
        return Ok(problems.answer(invitation(&app, &visitor, &session, &typed, &problems)));
    };
    let invited = InvitedOperator {
        name,
        address,
        language: Language::from_tag(&typed.language).unwrap_or_default(),
        role,
        companies,
    };
    match app
        .service
        .add_operator(&invited, &session.desk.author())
        .await
    {
        Ok(_) => Ok(Redirect::to("/desk/operators?after=invited").into_response()),
        Err(error) => {
            let (field, problem) = problem(own, error)?;
            problems.add(field, problem);
            Ok(problems.answer(invitation(&app, &visitor, &session, &typed, &problems)))
        }
    }
}

fn invitation(
    app: &App,
    visitor: &Visitor,
    session: &DeskOperator,
    typed: &Invitation,
    problems: &Problems,
) -> Markup {
    let texts = texts(visitor.language);
    let own = &texts.desk_operators;
    let languages = Language::ALL.map(|language| (language.tag(), language.name()));
    let field = |name, label, value| Field {
        name,
        label,
        hint: None,
        value,
        autocomplete: "off",
    };
    let body = html! {
        h1 { (own.invite) }
        (problems.list(own.not_done))
        p { (own.invite_note) }
        form method="post" action="/desk/operators/invite" {
            (field("name", texts.home.name, typed.name.as_str()).text(problems))
            (field("address", texts.fields.email, typed.address.as_str()).email(problems))
            (choice("language", own.language, &languages, &typed.language, problems))
            (role_and_companies(visitor, &typed.role, &typed.companies, problems))
            button.primary type="submit" { (own.invite) }
        }
    };
    let operator = Some(&session.desk.operator);
    desk_page(app, visitor, operator, own.invite, body)
}

fn role_and_companies(
    visitor: &Visitor,
    role: &str,
    companies: &str,
    problems: &Problems,
) -> Markup {
    let texts = texts(visitor.language);
    let roles = Role::ALL.map(|role| (role.code(), (texts.desk.role_name)(role)));
    let companies = Field {
        name: "companies",
        label: texts.desk_operators.companies,
        hint: Some(texts.desk_operators.companies_hint),
        value: companies,
        autocomplete: "off",
    };
    html! {
        (choice("role", texts.desk.role, &roles, role, problems))
        (companies.lines(problems))
    }
}

/// What is changed, and why.
#[derive(Default, Deserialize)]
pub(crate) struct Change {
    #[serde(default)]
    role: String,
    #[serde(default)]
    companies: String,
    #[serde(default)]
    reason: String,
}

type Id = Result<Path<String>, PathRejection>;

pub(crate) async fn show_one(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    id: Id,
) -> Result<Markup, PageError> {
    session.check(Permission::ManageOperators, None)?;
    let listed = found(&app, id).await?;
    session.check_recent_factor(&format!("{LIST}/{}", listed.operator.id))?;
    one(&app, &visitor, &session, &listed, &Problems::default()).await
}

pub(crate) async fn change_role(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    id: Id,
    TypedForm(typed): TypedForm<Change>,
) -> Result<Response, PageError> {
    let (listed, note) = begin(&app, &session, id, &typed).await?;
    let own = &texts(visitor.language).desk_operators;
    let mut problems = Problems::default();
    let role = Role::from_code(&typed.role).ok_or(own.no_role);
    let role = problems.check("role", role);
    let companies = problems.check("companies", names(&typed.companies).ok_or(own.invalid_name));
    let note = problems.check("reason", note.ok_or(own.no_reason));
    let (Some(role), Some(companies), Some(note)) = (role, companies, note) else {
        return Ok(problems.answer(one(&app, &visitor, &session, &listed, &problems).await?));
    };
    let (name, author) = (&listed.operator.name, session.desk.author());
    let changed = app
        .service
        .change_role(name, role, &companies, &note, &author);
    let changed = changed.await.map(|_| "proposed");
    ended(&app, &visitor, &session, &listed, changed).await
}

pub(crate) async fn reset_factor(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    id: Id,
    TypedForm(typed): TypedForm<Change>,
) -> Result<Response, PageError> {
    let (listed, note) = begin(&app, &session, id, &typed).await?;
    let Some(note) = note else {
        return without_reason(&app, &visitor, &session, &listed).await;
    };
    let (name, author) = (&listed.operator.name, session.desk.author());
    let reset = app.service.reset_second_factor(name, &note, &author).await;
    ended(&app, &visitor, &session, &listed, reset.map(|_| "proposed")).await
}

pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    id: Id,
    TypedForm(typed): TypedForm<Change>,
) -> Result<Response, PageError> {
    let (listed, note) = begin(&app, &session, id, &typed).await?;
    if note.is_none() {
        return without_reason(&app, &visitor, &session, &listed).await;
    }
    let mut author = session.desk.author();
    author.reason = app.service.reason(&typed.reason);
    let removed = app.service.remove_operator(&listed.operator.name, &author);
    let removed = removed.await.map(|()| "removed");
    ended(&app, &visitor, &session, &listed, removed).await
}

/// Checks who changes an operator, and returns that operator and the reason.
async fn begin(
    app: &App,
    session: &DeskOperator,
    id: Id,
    typed: &Change,
) -> Result<(ListedOperator, Option<Note>), PageError> {
    session.check(Permission::ManageOperators, None)?;
    let listed = found(app, id).await?;
    session.check_recent_factor(&format!("{LIST}/{}", listed.operator.id))?;
    Ok((listed, typed.reason.parse().ok()))
}

async fn without_reason(
    app: &App,
    visitor: &Visitor,
    session: &DeskOperator,
    listed: &ListedOperator,
) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    problems.add("reason", texts(visitor.language).desk_operators.no_reason);
    Ok(problems.answer(one(app, visitor, session, listed, &problems).await?))
}

async fn ended(
    app: &App,
    visitor: &Visitor,
    session: &DeskOperator,
    listed: &ListedOperator,
    result: Result<&str, NotDone>,
) -> Result<Response, PageError> {
    match result {
        Ok(after) => Ok(Redirect::to(&format!("{LIST}?after={after}")).into_response()),
        Err(error) => {
            let mut problems = Problems::default();
            let (field, problem) = problem(&texts(visitor.language).desk_operators, error)?;
            problems.add(field, problem);
            Ok(problems.answer(one(app, visitor, session, listed, &problems).await?))
        }
    }
}

async fn one(
    app: &App,
    visitor: &Visitor,
    session: &DeskOperator,
    listed: &ListedOperator,
    problems: &Problems,
) -> Result<Markup, PageError> {
    let texts = texts(visitor.language);
    let own = &texts.desk_operators;
    let operator = &listed.operator;
    let companies = app.service.names_of(&operator.companies).await?;
    let path = format!("{LIST}/{}", operator.id);
    let reason = Field {
        name: "reason",
        label: own.reason,
        hint: None,
        value: "",
        autocomplete: "off",
    };
    let scope = match companies.is_empty() && operator.companies == Companies::All {
        true => own.all_companies.to_owned(),
        false => companies.join(", "),
    };
    let body = html! {
        h1 { (operator.name.as_str()) }
        (problems.list(own.not_done))
        dl {
            dt { (texts.fields.email) } dd { (listed.address) }
            dt { (texts.desk.role) } dd { ((texts.desk.role_name)(operator.role)) }
            dt { (own.companies) } dd { (scope) }
            dt { (texts.desk_factor.title) } dd { ((texts.desk_factor.methods)(&operator.second_factor)) }
        }
        p { (own.needs_approval) }
        form method="post" action={ (path) "/role" } {
            h2 { (own.change_role) }
            (role_and_companies(visitor, operator.role.code(), &companies.join("\n"), problems))
            (reason.text(problems))
            button type="submit" { (own.change_role) }
        }
        form method="post" action={ (path) "/reset-factor" } {
            h2 { (own.reset_factor) }
            p.note { (own.reset_factor_note) }
            div.field {
                label { (own.reason) input type="text" name="reason" required autocomplete="off"; }
            }
            button type="submit" { (own.reset_factor) }
        }
        form method="post" action={ (path) "/remove" } {
            h2 { (own.remove) }
            p.note { (own.remove_note) }
            div.field {
                label { (own.reason) input type="text" name="reason" required autocomplete="off"; }
            }
            button type="submit" { (own.remove) }
        }
        p.aside { a href=(LIST) { (own.title) } }
    };
    let signed_in = Some(&session.desk.operator);
    Ok(desk_page(
        app,
        visitor,
        signed_in,
        operator.name.as_str(),
        body,
    ))
}

async fn found(app: &App, id: Id) -> Result<ListedOperator, PageError> {
    let id = id.ok().and_then(|Path(id)| id.parse::<OperatorId>().ok());
    let mut operators = app.service.listed_operators().await?.into_iter();
    let found = id.and_then(|id| operators.find(|listed| listed.operator.id == id));
    found.ok_or(PageError::Status(StatusCode::NOT_FOUND))
}

/// Returns the names of companies, one a line; `None` if one is not a name.
fn names(text: &str) -> Option<Vec<Name>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.parse().ok()).collect()
}

/// Returns the field at fault, and the problem.
fn problem(own: &DeskOperators, error: NotDone) -> Result<(&'static str, &'static str), PageError> {
    match error {
        NotDone::NotPermitted(denied) => Err(denied.into()),
        NotDone::Failed(error) => Err(error.into()),
        NotDone::OperatorNameTaken(_) => Ok(("name", own.name_taken)),
        NotDone::AddressTaken(_) | NotDone::AddressReserved(_) => {
            Ok(("address", own.address_taken))
        }
        NotDone::CompanyUnknown(_) => Ok(("companies", own.company_unknown)),
        NotDone::Refused(Refusal::LastAdministrator) => Ok(("role", own.last_administrator)),
        _ => Err(PageError::Status(StatusCode::BAD_REQUEST)),
    }
}
