//! The forms of the help page, which any visitor can send. The answer is the same
//! for every address; the work is done after it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::case::{Note, TroubleKind};
use maud::{Markup, html};
use serde::Deserialize;

use super::contact_request::read_note;
use crate::service::{RequestSource, VisitorCase};
use crate::web::extract::{Reader, TypedForm, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::form::{Field, Problems, choice};
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::{VisitorForm, texts};

/// What either form has.
#[derive(Default, Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    email: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    company: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    note: String,
}

pub(crate) async fn show_trouble(State(app): State<Arc<App>>, Reader(visitor): Reader) -> Response {
    trouble_form(&app, &visitor, &Submission::default(), &Problems::default())
}

pub(crate) async fn submit_trouble(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    source: RequestSource,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let text = &texts(visitor.language).visitor_forms;
    let mut problems = Problems::default();
    let address = read_address(&visitor, &typed, &mut problems);
    let kind = TroubleKind::from_code(&typed.kind).ok_or(text.no_kind);
    let kind = problems.check("kind", kind);
    let note = read_details(&visitor, &typed, &mut problems);
    let (Some(address), Some(kind), Some(note)) = (address, kind, note) else {
        return Ok(trouble_form(&app, &visitor, &typed, &problems));
    };
    let case = VisitorCase::Trouble { kind, note };
    app.link_requests.enqueue_case(address, source, case)?;
    Ok(Redirect::to("/help/sign-in/sent").into_response())
}

pub(crate) async fn trouble_sent(State(app): State<Arc<App>>, Reader(visitor): Reader) -> Markup {
    let texts = texts(visitor.language);
    let link = ("/forgot", texts.forgot_password.again);
    sent(&app, &visitor, &texts.visitor_forms.trouble, link)
}

pub(crate) async fn show_inquiry(State(app): State<Arc<App>>, Reader(visitor): Reader) -> Response {
    let typed = Submission {
        language: visitor.language.tag().to_owned(),
        ..Submission::default()
    };
    inquiry_form(&app, &visitor, &typed, &Problems::default())
}

pub(crate) async fn submit_inquiry(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    source: RequestSource,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let texts = texts(visitor.language);
    let mut problems = Problems::default();
    let name = typed.name.parse().map_err(|_| texts.requests.problems.name);
    let name = problems.check("name", name);
    let address = read_address(&visitor, &typed, &mut problems);
    let company = typed.company.parse();
    let company = company.map_err(|_| texts.visitor_forms.no_company);
    let company = problems.check("company", company);
    let note = read_details(&visitor, &typed, &mut problems);
    let (Some(name), Some(address), Some(company), Some(note)) = (name, address, company, note)
    else {
        return Ok(inquiry_form(&app, &visitor, &typed, &problems));
    };
    let case = VisitorCase::Inquiry {
        name,
        company,
        language: Language::from_tag(&typed.language).unwrap_or(visitor.language),
        note,
    };
    app.link_requests.enqueue_case(address, source, case)?;
    Ok(Redirect::to("/help/registered/sent").into_response())
}

pub(crate) async fn inquiry_sent(State(app): State<Arc<App>>, Reader(visitor): Reader) -> Markup {
    let texts = texts(visitor.language);
    let link = ("/help/sign-in", texts.visitor_forms.trouble.title);
    sent(&app, &visitor, &texts.visitor_forms.inquiry, link)
}

fn read_address(visitor: &Visitor, typed: &Submission, problems: &mut Problems) -> Option<Address> {
    let address = Address::parse(&typed.email);
    let address = address.map_err(texts(visitor.language).fields.invalid_address);
    problems.check("email", address)
}

fn read_details(
    visitor: &Visitor,
    typed: &Submission,
    problems: &mut Problems,
) -> Option<Option<Note>> {
    let problem = texts(visitor.language).requests.problems.note;
    problems.check("note", read_note(&typed.note).map_err(|_| problem))
}

fn trouble_form(app: &App, visitor: &Visitor, typed: &Submission, problems: &Problems) -> Response {
    let texts = texts(visitor.language);
    let text = &texts.visitor_forms;
    let kinds = TroubleKind::ALL.map(|kind| (kind.code(), (text.kinds)(kind)));
    let email = Field {
        name: "email",
        label: text.account_email,
        hint: None,
        value: &typed.email,
        autocomplete: "username",
    };
    let body = html! {
        h1 { (text.trouble.title) }
        p { (text.trouble.text) }
        (problems.list(texts.requests.problems.title))
        form method="post" action="/help/sign-in" {
            (email.email(problems))
            (choice("kind", text.kind, &kinds, &typed.kind, problems))
            (details(visitor, typed, problems))
            button.primary type="submit" { (text.trouble.submit) }
        }
        p.aside { a href="/help" { (text.to_help) } }
    };
    problems.answer(page(app, visitor, text.trouble.title, body))
}

fn inquiry_form(app: &App, visitor: &Visitor, typed: &Submission, problems: &Problems) -> Response {
    let texts = texts(visitor.language);
    let text = &texts.visitor_forms;
    let name = Field {
        name: "name",
        label: text.own_name,
        hint: None,
        value: &typed.name,
        autocomplete: "name",
    };
    let email = Field {
        name: "email",
        label: text.own_email,
        hint: Some(text.own_email_hint),
        value: &typed.email,
        autocomplete: "email",
    };
    let company = Field {
        name: "company",
        label: text.company,
        hint: None,
        value: &typed.company,
        autocomplete: "organization",
    };
    let languages = Language::ALL.map(|language| (language.tag(), language.name()));
    let legend = texts.requests.fields.language;
    let body = html! {
        h1 { (text.inquiry.title) }
        p { (text.inquiry.text) }
        (problems.list(texts.requests.problems.title))
        form method="post" action="/help/registered" {
            (name.text(problems))
            (email.email(problems))
            (company.text(problems))
            (choice("language", legend, &languages, &typed.language, problems))
            (details(visitor, typed, problems))
            button.primary type="submit" { (text.inquiry.submit) }
        }
        p.aside { a href="/help" { (text.to_help) } }
    };
    problems.answer(page(app, visitor, text.inquiry.title, body))
}

fn details(visitor: &Visitor, typed: &Submission, problems: &Problems) -> Markup {
    let text = &texts(visitor.language).visitor_forms;
    let details = Field {
        name: "note",
        label: text.details,
        hint: Some(text.details_hint),
        value: &typed.note,
        autocomplete: "off",
    };
    details.lines(problems)
}

fn sent(app: &App, visitor: &Visitor, form: &VisitorForm, link: (&str, &str)) -> Markup {
    let text = &texts(visitor.language).visitor_forms;
    let (href, label) = link;
    let body = html! {
        h1 { (form.sent) }
        @for text in form.sent_texts { p { (text) } }
        nav.choices aria-label=(text.to_help) {
            a href=(href) { (label) }
            a href="/help" { (text.to_help) }
        }
    };
    page(app, visitor, form.sent, body)
}
