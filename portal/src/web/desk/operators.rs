//! The operators of the support desk: listed, invited, changed and removed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use genkan::Language;
use genkan::onboarding::case::Note;
use genkan::onboarding::{Companies, Name, Permission, Refusal, Role};
use maud::{Markup, html};
use serde::Deserialize;

use super::scope::{not_found, parsed};
use crate::service::{InvitedOperator, ListedOperator, NotDone};
use crate::web::extract::{DeskOperator, TypedForm, Visitor};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::parts::form::{Field, Problems, choice};
use crate::web::state::App;
use crate::web::texts::{ActionText, DeskOperators, texts};

const LIST: &str = "/desk/operators";

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    Notice(after): Notice,
) -> Result<Markup, PageError> {
    session.check(Permission::ManageOperators, None)?;
    let texts = texts(visitor.language);
    let operators = app.service.listed_operators().await?;
    let notice = match Action::of(&after) {
        Some(action) => Some(action.text(&texts.desk_operators).done),
        None => (after == "invited").then_some(texts.desk_operators.invited),
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
        Ok(_) => Ok(NoticeAt::new(LIST, "invited").go(&app)),
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
            (field("name", texts.desk_contacts.name, typed.name.as_str()).text(problems))
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

/// What is done to an operator: a page says what will happen, and its form does
/// it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Action {
    ChangeRole,
    ResetFactor,
    Remove,
}

impl Action {
    /// Returns whether its button has the colour of a warning.
    const fn takes_away(self) -> bool {
        matches!(self, Self::ResetFactor | Self::Remove)
    }

    const ALL: [Self; 3] = [Self::ChangeRole, Self::ResetFactor, Self::Remove];

    const fn path(self) -> &'static str {
        match self {
            Self::ChangeRole => "role",
            Self::ResetFactor => "reset-factor",
            Self::Remove => "remove",
        }
    }

    fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.path() == path)
    }

    const fn text(self, texts: &DeskOperators) -> &ActionText {
        match self {
            Self::ChangeRole => &texts.change_role,
            Self::ResetFactor => &texts.reset_factor,
            Self::Remove => &texts.remove,
        }
    }
}

pub(crate) async fn show_one(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    session.check(Permission::ManageOperators, None)?;
    let ListedOperator { operator, address } = found(&app, &id).await?;
    let texts = texts(visitor.language);
    let own = &texts.desk_operators;
    let companies = match &operator.companies {
        Companies::All => own.all_companies.to_owned(),
        only => app.service.names_of(only).await?.join(", "),
    };
    let name = operator.name.as_str();
    let body = html! {
        h1 { (name) }
        dl {
            dt { (texts.fields.email) } dd { (address) }
            dt { (texts.desk.role) } dd { ((texts.desk.role_name)(operator.role)) }
            dt { (own.companies) } dd { (companies) }
            dt { (texts.desk_factor.title) }
            dd { ((texts.desk_factor.methods)(&operator.second_factor)) }
        }
        nav.choices aria-label=(texts.desk_contacts.actions) {
            @for action in Action::ALL {
                a href={ (LIST) "/" (operator.id) "/" (action.path()) } { (action.text(own).title) }
            }
        }
        p.aside { a href=(LIST) { (own.title) } }
    };
    let signed_in = Some(&session.desk.operator);
    Ok(desk_page(&app, &visitor, signed_in, name, body))
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

/// The action and the operator whom a path names. The one who is signed in may do
/// it, and has proven the second factor.
async fn permitted(
    app: &App,
    session: &DeskOperator,
    (id, action): &(String, String),
) -> Result<(Action, ListedOperator), PageError> {
    session.check(Permission::ManageOperators, None)?;
    let listed = found(app, id).await?;
    let action = Action::of(action).ok_or_else(not_found)?;
    session.check_recent_factor(&format!("{LIST}/{id}/{}", action.path()))?;
    Ok((action, listed))
}

pub(crate) async fn show_action(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    Path(path): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let (action, listed) = permitted(&app, &session, &path).await?;
    let operator = &listed.operator;
    let change = Change {
        role: operator.role.code().into(),
        companies: app.service.names_of(&operator.companies).await?.join("\n"),
        reason: String::new(),
    };
    let problems = Problems::default();
    Ok(page(
        &app, &visitor, &session, action, &listed, &change, &problems,
    ))
}

pub(crate) async fn submit_action(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    session: DeskOperator,
    Path(path): Path<(String, String)>,
    TypedForm(typed): TypedForm<Change>,
) -> Result<Response, PageError> {
    let (action, listed) = permitted(&app, &session, &path).await?;
    let own = &texts(visitor.language).desk_operators;
    let mut problems = Problems::default();
    match act(&app, &session, action, &listed, &typed, own, &mut problems).await {
        Some(Ok(())) => {
            return Ok(NoticeAt::new(LIST, action.path()).go(&app));
        }
        Some(Err(error)) => {
            let (field, problem) = problem(own, error)?;
            problems.add(field, problem);
        }
        None => {}
    }
    let page = page(&app, &visitor, &session, action, &listed, &typed, &problems);
    Ok(problems.answer(page))
}

/// Does it, or proposes it; `None` if a field has a problem.
async fn act(
    app: &App,
    session: &DeskOperator,
    action: Action,
    listed: &ListedOperator,
    typed: &Change,
    own: &DeskOperators,
    problems: &mut Problems,
) -> Option<Result<(), NotDone>> {
    let (service, name) = (&app.service, &listed.operator.name);
    let mut author = session.desk.author();
    let reason = service.reason(&typed.reason).ok_or(own.no_reason);
    let reason = problems.check("reason", reason);
    let note = typed.reason.parse::<Note>().ok();
    Some(match action {
        Action::ChangeRole => {
            let role = Role::from_code(&typed.role).ok_or(own.no_role);
            let role = problems.check("role", role);
            let companies = names(&typed.companies).ok_or(own.invalid_name);
            let companies = problems.check("companies", companies);
            let (role, companies, note, _) = (role?, companies?, note?, reason?);
            let changed = service.change_role(name, role, &companies, &note, &author);
            changed.await.map(drop)
        }
        Action::ResetFactor => {
            let (note, _) = (note?, reason?);
            let reset = service.reset_second_factor(name, &note, &author);
            reset.await.map(drop)
        }
        Action::Remove => {
            author.reason = Some(reason?);
            service.remove_operator(name, &author).await
        }
    })
}

fn page(
    app: &App,
    visitor: &Visitor,
    session: &DeskOperator,
    action: Action,
    ListedOperator { operator, address }: &ListedOperator,
    typed: &Change,
    problems: &Problems,
) -> Markup {
    let own = &texts(visitor.language).desk_operators;
    let text = action.text(own);
    let name = operator.name.as_str();
    let path = format!("{LIST}/{}", operator.id);
    let reason = Field {
        name: "reason",
        label: own.reason,
        hint: None,
        value: &typed.reason,
        autocomplete: "off",
    };
    let body = html! {
        h1 { (text.title) }
        (problems.list(own.not_done))
        p { ((text.what)(name, address)) }
        form method="post" action={ (path) "/" (action.path()) } {
            @if action == Action::ChangeRole {
                (role_and_companies(visitor, &typed.role, &typed.companies, problems))
            }
            (reason.text(problems))
            button.primary.danger[action.takes_away()] type="submit" { (text.submit) }
        }
        p.aside { a href=(path) { (name) } }
    };
    let signed_in = Some(&session.desk.operator);
    desk_page(app, visitor, signed_in, text.title, body)
}

async fn found(app: &App, id: &str) -> Result<ListedOperator, PageError> {
    let found = app.service.listed_operator(parsed(id)?).await?;
    found.ok_or_else(not_found)
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
