//! What an operator does to a contact: a page says what will happen and to whom,
//! and its form does it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::Reason;
use genkan::onboarding::case::{Note, Proposal};
use genkan::onboarding::{
    Account, Accounts as _, Contact, InvalidName, Name, Permission, Refusal, State as AccountState,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::scope::{contact, not_found};
use crate::random::random;
use crate::service::{Author, Correction, NotDone, OpenDesk};
use crate::web::extract::{DeskOperator, TypedForm, Visitor};
use crate::web::notice::NoticeAt;
use crate::web::page_error::PageError;
use crate::web::parts::address_input::AddressInput;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::{ActionText, DeskContacts, texts};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Action {
    Resend,
    Edit,
    Hold,
    Release,
    ReplaceAddress,
    HandOver,
    NameManager,
    UnnameManager,
    Remove,
    Register,
}

impl Action {
    /// Returns whether its button has the colour of a warning.
    const fn takes_away(self) -> bool {
        matches!(self, Self::Hold | Self::UnnameManager | Self::Remove)
    }

    pub(super) const ALL: [Self; 10] = [
        Self::Resend,
        Self::Edit,
        Self::Hold,
        Self::Release,
        Self::ReplaceAddress,
        Self::HandOver,
        Self::NameManager,
        Self::UnnameManager,
        Self::Remove,
        Self::Register,
    ];

    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Resend => "resend",
            Self::Edit => "edit",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::ReplaceAddress => "address",
            Self::HandOver => "hand-over",
            Self::NameManager => "name-manager",
            Self::UnnameManager => "unname-manager",
            Self::Remove => "remove",
            Self::Register => "register",
        }
    }

    pub(super) const fn permission(self) -> Permission {
        match self {
            Self::Resend => Permission::Resend,
            Self::Edit | Self::NameManager | Self::UnnameManager | Self::Register => {
                Permission::Register
            }
            Self::Hold | Self::Release => Permission::Hold,
            Self::ReplaceAddress | Self::HandOver => Permission::Replace,
            Self::Remove => Permission::Remove,
        }
    }

    pub(super) const fn text(self, texts: &DeskContacts) -> &ActionText {
        match self {
            Self::Resend => &texts.resend,
            Self::Edit => &texts.edit,
            Self::Hold => &texts.hold,
            Self::Release => &texts.release,
            Self::ReplaceAddress => &texts.replace_address,
            Self::HandOver => &texts.hand_over,
            Self::NameManager => &texts.name_manager,
            Self::UnnameManager => &texts.unname_manager,
            Self::Remove => &texts.remove,
            Self::Register => &texts.register,
        }
    }

    /// Returns whether the action can be done to an account in this state.
    pub(super) const fn applies(self, account: &Account) -> bool {
        let is_held = matches!(account.state, AccountState::Held { .. });
        match self {
            Self::Register => false,
            _ if account.state.is_removed() => false,
            Self::Resend | Self::Hold => !is_held,
            Self::Release => is_held,
            Self::NameManager => account.company.is_some() && !account.is_manager,
            Self::UnnameManager => account.is_manager,
            Self::Edit | Self::ReplaceAddress | Self::HandOver | Self::Remove => true,
        }
    }

    /// Returns whether it takes something away, so that a reason is required.
    const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Hold | Self::ReplaceAddress | Self::HandOver | Self::UnnameManager | Self::Remove
        )
    }
}

/// The fields of all these forms.
#[derive(Default, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) company: String,
    #[serde(default)]
    pub(super) language: String,
    #[serde(default)]
    pub(super) notify: String,
    #[serde(default)]
    pub(super) reason: String,
}

/// The action and the contact that a path names. The operator may do it, and has
/// proven the second factor.
async fn permitted(
    app: &App,
    operator: &DeskOperator,
    (id, action): &(String, String),
) -> Result<(Action, Account), PageError> {
    let mut actions = Action::ALL.into_iter();
    let action = actions.find(|it| *it != Action::Register && it.path() == action);
    let account = contact(app, &operator.desk, id).await?;
    let action = action.ok_or_else(not_found)?;
    operator.check(action.permission(), account.company)?;
    operator.check_recent_factor(&format!("/desk/contacts/{id}/{}", action.path()))?;
    Ok((action, account))
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    Path(path): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let (action, account) = permitted(&app, &operator, &path).await?;
    let mut fields = Fields {
        language: account.language.tag().into(),
        ..Fields::default()
    };
    if action == Action::Edit {
        fields.name = account.name.as_str().into();
        let company = app.service.company(&account).await?;
        fields.company = company.map_or(String::new(), |it| it.name.to_string());
    }
    Ok(page(
        &app,
        &visitor,
        &operator.desk,
        action,
        &account,
        &fields,
        None,
    ))
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    Path(path): Path<(String, String)>,
    TypedForm(fields): TypedForm<Fields>,
) -> Result<Response, PageError> {
    let (action, account) = permitted(&app, &operator, &path).await?;
    let texts = &texts(visitor.language).desk_contacts;
    let author = author(&operator.desk, action.needs_reason(), &fields.reason, texts);
    let done = match author {
        Ok(author) => act(&app, action, &account, &fields, &author, texts).await?,
        Err(problem) => Err(problem),
    };
    Ok(match done {
        Ok(next) => next.go(&app),
        Err(problem) => {
            let problem = Some(problem);
            let page = page(
                &app,
                &visitor,
                &operator.desk,
                action,
                &account,
                &fields,
                problem,
            );
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    })
}

/// Returns the operator with the reason that the form has.
pub(super) fn author(
    desk: &OpenDesk,
    needs_reason: bool,
    reason: &str,
    texts: &DeskContacts,
) -> Result<Author, &'static str> {
    let mut author = desk.author();
    if reason.trim().is_empty() && !needs_reason {
        return Ok(author);
    }
    let reason = Reason::new(reason, &mut random());
    author.reason = Some(reason.map_err(|_| texts.reason_needed)?);
    Ok(author)
}

/// Does it, or proposes it if another operator must decide, too. Returns the page
/// that comes next.
async fn act(
    app: &App,
    action: Action,
    account: &Account,
    fields: &Fields,
    author: &Author,
    texts: &DeskContacts,
) -> Result<Result<NoticeAt, &'static str>, PageError> {
    let (service, id) = (&app.service, account.id);
    let language = Language::from_tag(&fields.language).unwrap_or(account.language);
    let mut next = id;
    let done = match action {
        Action::Resend => service.resend(id, author).await,
        Action::Hold => service.hold(id, author).await,
        Action::Release => service.release(id, author).await,
        Action::NameManager => service.set_manager(id, true, author).await,
        Action::UnnameManager => service.set_manager(id, false, author).await,
        Action::Remove => match service.remove(id, author).await {
            // The last contact of a company: a second operator decides.
            Ok(Some(case)) => {
                return Ok(Ok(NoticeAt::new(format!("/desk/cases/{case}"), "proposed")));
            }
            removed => removed.map(drop),
        },
        Action::ReplaceAddress => {
            let Ok(address) = fields.email.parse::<Address>() else {
                return Ok(Err(texts.invalid_address));
            };
            if address == account.address {
                return Ok(Err((texts.refused)(Refusal::SameAddress)));
            }
            let proposal = Proposal::ReplaceAddress {
                account: id,
                address,
                request: None,
            };
            return propose(app, &proposal, fields, author, texts).await;
        }
        Action::Edit => {
            let Ok(name) = fields.name.parse::<Name>() else {
                return Ok(Err((texts.invalid_contact)(InvalidName.into())));
            };
            let company = match fields.company.trim() {
                "" => None,
                company => match company.parse::<Name>() {
                    Ok(company) => Some(company),
                    Err(invalid) => return Ok(Err((texts.invalid_contact)(invalid.into()))),
                },
            };
            let correction = Correction {
                name: Some(name),
                company: Some(company),
                language: Some(language),
            };
            service.edit(id, &correction, author).await
        }
        Action::HandOver => {
            let successor = Contact::new(&fields.name, &fields.email, account.company, language);
            let successor = match successor {
                Ok(successor) => successor,
                Err(invalid) => return Ok(Err((texts.invalid_contact)(invalid))),
            };
            let done = service.hand_over(id, &successor, false, author).await;
            if done.is_ok() {
                let found = service.store.account_by_address(&successor.address).await?;
                next = found.map_or(id, |account| account.id);
            }
            done
        }
        Action::Register => return Err(not_found()),
    };
    match done {
        Ok(()) => Ok(Ok(NoticeAt::new(
            format!("/desk/contacts/{next}"),
            action.path(),
        ))),
        Err(error) => problem(error, texts).map(Err),
    }
}

/// Proposes what another operator must approve, and returns the page of the case.
async fn propose(
    app: &App,
    proposal: &Proposal,
    fields: &Fields,
    author: &Author,
    texts: &DeskContacts,
) -> Result<Result<NoticeAt, &'static str>, PageError> {
    let Ok(note) = fields.reason.parse::<Note>() else {
        return Ok(Err(texts.reason_needed));
    };
    match app.service.propose(proposal, &note, author).await {
        Ok(case) => Ok(Ok(NoticeAt::new(format!("/desk/cases/{case}"), "proposed"))),
        Err(error) => problem(error, texts).map(Err),
    }
}

/// Returns what a form says about a change that was not made.
pub(super) fn problem(error: NotDone, texts: &DeskContacts) -> Result<&'static str, PageError> {
    match error {
        NotDone::Failed(error) => Err(error.into()),
        // The permission for this contact was checked before, so it is about
        // another company.
        NotDone::NotPermitted(_) => Ok(texts.company_not_permitted),
        NotDone::Refused(refusal) => Ok((texts.refused)(refusal)),
        NotDone::AddressReserved(_) => Ok(texts.address_reserved),
        NotDone::OperatorAddress(_) => Ok(texts.address_of_operator),
        NotDone::AddressTaken(_) => Ok(texts.address_known),
        _ => Ok(texts.not_done),
    }
}

fn page(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    action: Action,
    account: &Account,
    fields: &Fields,
    problem: Option<&str>,
) -> Markup {
    let texts = &texts(visitor.language).desk_contacts;
    let text = action.text(texts);
    let path = format!("/desk/contacts/{}/{}", account.id, action.path());
    let back = format!("/desk/contacts/{}", account.id);
    let body = html! {
        h1 { (text.title) }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        p { ((text.what)(account.name.as_str(), account.address.as_str())) }
        form method="post" action=(path) {
            @if action == Action::HandOver { (person_fields(visitor, fields)) }
            @if action == Action::ReplaceAddress { (address_field(texts.new_email, fields)) }
            @if action == Action::Edit {
                (name_field(visitor, fields))
                (company_field(visitor, fields))
                (language_field(visitor, fields))
            }
            (reason_field(texts, action.needs_reason(), &fields.reason))
            button.primary.danger[action.takes_away()] type="submit" { (text.submit) }
        }
        p.aside { a href=(back) { (texts.back) } }
    };
    desk_page(app, visitor, Some(&desk.operator), text.title, body)
}

pub(super) fn person_fields(visitor: &Visitor, fields: &Fields) -> Markup {
    let texts = &texts(visitor.language).desk_contacts;
    html! {
        (name_field(visitor, fields))
        (address_field(texts.email, fields))
        (language_field(visitor, fields))
    }
}

fn address_field(label: &str, fields: &Fields) -> Markup {
    html! {
        div.field {
            label for="email" { (label) }
            (AddressInput {
                id: "email",
                name: "email",
                value: &fields.email,
                autocomplete: "off",
                is_required: true,
                is_invalid: false,
                described_by: None,
            })
        }
    }
}

fn name_field(visitor: &Visitor, fields: &Fields) -> Markup {
    named_field(texts(visitor.language).desk_contacts.name, &fields.name)
}

/// The field of a name.
pub(super) fn named_field(label: &str, name: &str) -> Markup {
    html! {
        div.field {
            label for="name" { (label) }
            input #name type="text" name="name" value=(name) required
                maxlength=(Name::LONGEST) autocomplete="off";
        }
    }
}

pub(super) fn company_field(visitor: &Visitor, fields: &Fields) -> Markup {
    let texts = texts(visitor.language);
    html! {
        div.field {
            label for="company" { (texts.home.company) }
            input #company type="text" name="company" value=(fields.company)
                maxlength=(Name::LONGEST) autocomplete="off";
        }
    }
}

fn language_field(visitor: &Visitor, fields: &Fields) -> Markup {
    let texts = &texts(visitor.language).desk_contacts;
    html! {
        div.field {
            label for="language" { (texts.language) }
            select #language name="language" {
                @for language in Language::ALL {
                    option value=(language.tag()) selected[fields.language == language.tag()] {
                        (language.name())
                    }
                }
            }
        }
    }
}

pub(super) fn reason_field(texts: &DeskContacts, is_needed: bool, reason: &str) -> Markup {
    let label = if is_needed {
        texts.reason
    } else {
        texts.reason_optional
    };
    html! {
        div.field {
            label for="reason" { (label) }
            input #reason type="text" name="reason" value=(reason) required[is_needed]
                maxlength=(Reason::LONGEST) autocomplete="off";
        }
    }
}
