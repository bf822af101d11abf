//! A signed-in contact requests a change of the company's contacts: a form, a
//! summary of what will happen, and the request.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{MethodRouter, get};
use genkan::Language;
use genkan::address::Address;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::case::RequestedChange;
use genkan::onboarding::{Account, Contact, Name, Refusal};
use genkan::time::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::contacts::form_text;
use crate::clock::now;
use crate::date::{Days, date};
use crate::service::{NotRequested, OpenSession, new_request_id};
use crate::web::extract::{SignedIn, TypedForm, Visitor};
use crate::web::notice::NoticeAt;
use crate::web::page_error::PageError;
use crate::web::parts::form::{Field, Problems, choice};
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::{Texts, texts};

/// A page with a form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ContactForm {
    Add,
    /// The name or the address.
    Change,
    HandOver,
    Remove,
}

/// What the form has.
#[derive(Default, Deserialize)]
struct Submission {
    /// `check`, `edit` or `send`.
    #[serde(default)]
    step: String,
    /// The identity of the request, from the summary.
    #[serde(default)]
    id: String,
    /// `name` or `address`, on the page that has a form for each.
    #[serde(default)]
    what: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    language: String,
    /// The last day.
    #[serde(default)]
    day: String,
}

/// Who fills in the form, about whom.
struct Filling<'a> {
    form: ContactForm,
    app: &'a App,
    visitor: &'a Visitor,
    session: &'a OpenSession,
    company: CompanyId,
    /// The contact whom it is about, unless it adds one.
    account: Option<Account>,
}

impl ContactForm {
    pub(crate) fn routes(self) -> MethodRouter<Arc<App>> {
        get(
            move |State(app): State<Arc<App>>,
                  visitor: Visitor,
                  SignedIn(session): SignedIn,
                  id: Result<Path<String>, PathRejection>| async move {
                let visitor = visitor.signed_in(&session.account);
                match self.filling(&app, &visitor, &session, id.ok()).await? {
                    Some(filling) => {
                        let language = visitor.language.tag().to_owned();
                        let typed = Submission {
                            language,
                            ..Submission::default()
                        };
                        Ok(filling.form(&typed, &Problems::default()))
                    }
                    None => Ok::<_, PageError>(Redirect::to("/contacts").into_response()),
                }
            },
        )
        .post(
            move |State(app): State<Arc<App>>,
                  visitor: Visitor,
                  SignedIn(session): SignedIn,
                  id: Result<Path<String>, PathRejection>,
                  TypedForm(typed): TypedForm<Submission>| async move {
                let visitor = visitor.signed_in(&session.account);
                match self.filling(&app, &visitor, &session, id.ok()).await? {
                    Some(filling) => filling.submit(&typed).await,
                    None => Ok(Redirect::to("/contacts").into_response()),
                }
            },
        )
    }

    /// Returns who fills in the form; `None` if they have no company.
    async fn filling<'a>(
        self,
        app: &'a App,
        visitor: &'a Visitor,
        session: &'a OpenSession,
        id: Option<Path<String>>,
    ) -> Result<Option<Filling<'a>>, PageError> {
        let Some(company) = session.company.as_ref().map(|company| company.id) else {
            return Ok(None);
        };
        let account = match self {
            Self::Add => None,
            _ => {
                let id: Option<AccountId> = id.and_then(|Path(id)| id.parse().ok());
                let id = id.ok_or(NOT_FOUND)?;
                let found = app.service.colleague(session, id).await?;
                Some(found.ok_or(NOT_FOUND)?)
            }
        };
        Ok(Some(Filling {
            form: self,
            app,
            visitor,
            session,
            company,
            account,
        }))
    }
}

impl Filling<'_> {
    async fn submit(&self, typed: &Submission) -> Result<Response, PageError> {
        if self.is_own() && self.form == ContactForm::Change && typed.what == "address" {
            // The present mailbox and the password prove such a change.
            return Ok(Redirect::to("/email").into_response());
        }
        if typed.step == "edit" {
            return Ok(self.form(typed, &Problems::default()));
        }
        let change = match self.read(typed) {
            Ok(change) => change,
            Err(problems) => return Ok(self.form(typed, &problems)),
        };
        if typed.step != "send" {
            return self.summary(typed, &change).await;
        }
        let id = typed.id.parse().unwrap_or_else(|_| new_request_id());
        match self.app.service.request(self.session, id, &change).await {
            Ok(id) => {
                let path = format!("/contacts/requests/{id}");
                Ok(NoticeAt::new(path, "sent").go(self.app))
            }
            Err(NotRequested::Throttled(throttled)) => {
                let until = throttled.until.unwrap_or_else(now);
                let until = date(until, &self.app.time_zone, self.visitor.language);
                let mut problems = Problems::default();
                let problem = (self.texts().requests.problems.too_many)(&until);
                problems.add("form", problem);
                Ok(self.form(typed, &problems))
            }
            Err(NotRequested::Refused(Refusal::SameAddress)) => {
                let mut problems = Problems::default();
                problems.add("email", self.texts().requests.problems.same_address);
                Ok(self.form(typed, &problems))
            }
            // The contact was removed in the meantime.
            Err(NotRequested::Refused(_)) => Err(NOT_FOUND),
            Err(NotRequested::Failed(error)) => Err(error.into()),
        }
    }

    /// Returns what is requested, or what is wrong with the fields.
    fn read(&self, typed: &Submission) -> Result<RequestedChange, Problems> {
        let mut problems = Problems::default();
        let change = self.read_fields(typed, &mut problems);
        change.filter(|_| problems.is_empty()).ok_or(problems)
    }

    fn read_fields(&self, typed: &Submission, problems: &mut Problems) -> Option<RequestedChange> {
        let text = &self.texts().requests.problems;
        let account = self.account.as_ref();
        let id = account.map(|account| account.id);
        match self.form {
            ContactForm::Add => {
                let contact = self.read_contact(typed, problems)?;
                Some(RequestedChange::Add { contact })
            }
            ContactForm::Change if typed.what == "address" => {
                let address = self.read_address(typed, problems)?;
                let account = id?;
                Some(RequestedChange::ReplaceAddress { account, address })
            }
            ContactForm::Change => {
                let name = self.read_name(typed, problems)?;
                if account.is_some_and(|account| account.name == name) {
                    problems.add("name", text.same_name);
                }
                let account = id?;
                Some(RequestedChange::Rename { account, name })
            }
            ContactForm::HandOver => {
                let successor = self.read_contact(typed, problems);
                let on = self.read_day(typed, problems);
                Some(RequestedChange::HandOver {
                    account: id?,
                    successor: successor?,
                    on,
                })
            }
            ContactForm::Remove => Some(RequestedChange::Remove { account: id? }),
        }
    }

    fn read_contact(&self, typed: &Submission, problems: &mut Problems) -> Option<Contact> {
        let name = self.read_name(typed, problems);
        let address = self.read_address(typed, problems);
        let language = Language::from_tag(&typed.language).unwrap_or(self.visitor.language);
        Some(Contact {
            name: name?,
            address: address?,
            company: Some(self.company),
            language,
        })
    }

    fn read_name(&self, typed: &Submission, problems: &mut Problems) -> Option<Name> {
        let problem = self.texts().requests.problems.name;
        problems.check("name", typed.name.parse().map_err(|_| problem))
    }

    fn read_address(&self, typed: &Submission, problems: &mut Problems) -> Option<Address> {
        let texts = self.texts();
        let address = Address::parse(&typed.email).map_err(texts.fields.invalid_address);
        let address = problems.check("email", address)?;
        let present = self.account.as_ref().map(|account| &account.address);
        if present == Some(&address) {
            problems.add("email", texts.requests.problems.same_address);
        }
        Some(address)
    }

    /// Returns the end of the last day; `None` if there is none.
    fn read_day(&self, typed: &Submission, problems: &mut Problems) -> Option<Timestamp> {
        let text = &self.texts().requests.problems;
        if typed.day.is_empty() {
            return None;
        }
        let days = self.days();
        let day = days.parse(&typed.day).ok_or(text.day);
        let day = problems.check("day", day)?;
        if day < days.first {
            problems.add("day", text.day_past);
        } else if day > days.last {
            problems.add("day", text.day_late);
        }
        problems.check("day", days.end_of(day).ok_or(text.day))
    }

    fn days(&self) -> Days {
        Days::within_a_year(now(), &self.app.time_zone)
    }

    fn is_own(&self) -> bool {
        let account = self.account.as_ref();
        account.is_some_and(|account| account.id == self.session.account.id)
    }

    fn texts(&self) -> &'static Texts {
        texts(self.visitor.language)
    }

    fn path(&self) -> String {
        let id = self.account.as_ref().map(|account| account.id);
        let id = id.map(|id| id.to_string()).unwrap_or_default();
        match self.form {
            ContactForm::Add => "/contacts/add".to_owned(),
            ContactForm::Change => format!("/contacts/{id}/change"),
            ContactForm::HandOver => format!("/contacts/{id}/hand-over"),
            ContactForm::Remove => format!("/contacts/{id}/remove"),
        }
    }

    fn form(&self, typed: &Submission, problems: &Problems) -> Response {
        let texts = self.texts();
        let text = &texts.requests;
        let own = match self.form {
            ContactForm::Add => &text.add,
            ContactForm::Change => &text.rename,
            ContactForm::HandOver => &text.hand_over,
            ContactForm::Remove => &text.remove,
        };
        let is_change = self.form == ContactForm::Change;
        let title = if is_change { text.change } else { own.title };
        let body = html! {
            h1 { (title) }
            (problems.list(text.problems.title))
            @if let Some(account) = &self.account {
                dl { dt { (text.fields.contact) } dd { (account.name.as_str()) } }
            }
            @if is_change {
                h2 { (text.rename.title) }
                p { (text.rename.text) }
                (self.fields("name", html! {
                    (self.name(text.fields.new_name, typed, problems))
                }))
                h2 { (text.replace_address.title) }
                @if self.is_own() {
                    p { a href="/email" { (text.fields.own_address) } }
                } @else {
                    p { (text.replace_address.text) }
                    (self.fields("address", html! {
                        (self.email(texts.links.new_email, typed, problems))
                    }))
                }
            } @else {
                p { (own.text) }
                (self.fields("", html! {
                    @match self.form {
                        ContactForm::Add => (self.person(text.fields.name, typed, problems)),
                        ContactForm::HandOver => {
                            (self.person(text.fields.successor, typed, problems))
                            (self.day(typed, problems))
                        }
                        ContactForm::Change | ContactForm::Remove => {}
                    }
                }))
            }
            p.aside { a href="/contacts" { (text.fields.back) } }
        };
        problems.answer(page(self.app, self.visitor, title, body))
    }

    fn fields(&self, what: &str, fields: Markup) -> Markup {
        html! {
            form method="post" action=(self.path()) id=[what.is_empty().then_some("form")] {
                @if !what.is_empty() { input type="hidden" name="what" value=(what); }
                (fields)
                button.primary type="submit" name="step" value="check" {
                    (self.texts().requests.fields.check)
                }
            }
        }
    }

    fn person(&self, label: &str, typed: &Submission, problems: &Problems) -> Markup {
        let texts = self.texts();
        let languages = Language::ALL.map(|language| (language.tag(), language.name()));
        let legend = texts.requests.fields.language;
        html! {
            (self.name(label, typed, problems))
            (self.email(texts.fields.email, typed, problems))
            (choice("language", legend, &languages, &typed.language, problems))
        }
    }

    fn name(&self, label: &str, typed: &Submission, problems: &Problems) -> Markup {
        let field = Field {
            name: "name",
            label,
            hint: None,
            value: &typed.name,
            autocomplete: "off",
        };
        field.text(problems)
    }

    fn email(&self, label: &str, typed: &Submission, problems: &Problems) -> Markup {
        let field = Field {
            name: "email",
            label,
            hint: None,
            value: &typed.email,
            autocomplete: "off",
        };
        field.email(problems)
    }

    fn day(&self, typed: &Submission, problems: &Problems) -> Markup {
        let text = &self.texts().requests.fields;
        let days = self.days();
        let field = Field {
            name: "day",
            label: text.last_day_or_none,
            hint: Some(text.last_day_hint),
            value: &typed.day,
            autocomplete: "off",
        };
        let (first, last) = (days.first.to_string(), days.last.to_string());
        field.day((&first, &last), problems)
    }

    /// The page that says what will happen, before the request is sent.
    async fn summary(
        &self,
        typed: &Submission,
        change: &RequestedChange,
    ) -> Result<Response, PageError> {
        let text = &self.texts().requests;
        let own = form_text(text, change);
        let managers = self.app.service.managers(self.company).await?;
        let is_manager = self.session.account.is_manager;
        let managers_act = self.session.company.as_ref();
        let managers_act = managers_act.is_some_and(|company| company.managers_act);
        let by_desk = matches!(change, RequestedChange::ReplaceAddress { .. });
        let decision = if is_manager && managers_act && !by_desk {
            text.summary.at_once
        } else if !is_manager && !managers.is_empty() {
            text.summary.by_manager
        } else {
            text.summary.by_desk
        };
        let effects = match change {
            RequestedChange::HandOver { on: Some(_), .. } => text.summary.scheduled,
            _ => own.effects,
        };
        let hidden = [
            ("what", typed.what.as_str()),
            ("name", &typed.name),
            ("email", &typed.email),
            ("language", &typed.language),
            ("day", &typed.day),
        ];
        let body = html! {
            h1 { (text.summary.title) }
            h2 { (own.title) }
            (requested(self.app, self.visitor, change, self.account.as_ref()))
            h2 #happens { (text.summary.effects) }
            ul aria-labelledby="happens" {
                li { (decision) }
                @for effect in effects { li { (effect) } }
                li { (text.summary.then) }
            }
            form method="post" action=(self.path()) {
                input type="hidden" name="id" value=(new_request_id());
                @for (name, value) in hidden.into_iter().filter(|(_, value)| !value.is_empty()) {
                    input type="hidden" name=(name) value=(value);
                }
                button.primary type="submit" name="step" value="send" { (text.summary.send) }
                p.aside {
                    button type="submit" name="step" value="edit" { (text.summary.edit) }
                }
            }
            p.aside { a href="/contacts" { (text.fields.back) } }
        };
        Ok(page(self.app, self.visitor, text.summary.title, body).into_response())
    }
}

/// What is requested, as a description list.
pub(crate) fn requested(
    app: &App,
    visitor: &Visitor,
    change: &RequestedChange,
    account: Option<&Account>,
) -> Markup {
    let texts = texts(visitor.language);
    let text = &texts.requests.fields;
    let person = |label: &str, contact: &Contact| {
        html! {
            dt { (label) } dd { (contact.name.as_str()) }
            dt { (texts.fields.email) } dd { (contact.address.as_str()) }
            dt { (text.language) } dd { (contact.language.name()) }
        }
    };
    html! {
        dl {
            @if let Some(account) = account {
                dt { (text.contact) } dd { (account.name.as_str()) }
            }
            @match change {
                RequestedChange::Add { contact } => (person(text.name, contact)),
                RequestedChange::Rename { name, .. } => {
                    dt { (text.new_name) } dd { (name.as_str()) }
                }
                RequestedChange::ReplaceAddress { address, .. } => {
                    dt { (texts.links.new_email) } dd { (address.as_str()) }
                }
                RequestedChange::HandOver { successor, on, .. } => {
                    (person(text.successor, successor))
                    dt { (text.last_day) }
                    dd {
                        @match on.and_then(|on| Days::before(on, &app.time_zone)) {
                            Some(day) => (Days::text(day, visitor.language)),
                            None => (text.at_once),
                        }
                    }
                }
                RequestedChange::Remove { .. } => {}
            }
        }
    }
}

const NOT_FOUND: PageError = PageError::Status(StatusCode::NOT_FOUND);
