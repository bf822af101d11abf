//! The first page of a signed-in operator: a search.

use std::sync::Arc;

use axum::extract::State;
use genkan::id::CompanyId;
use genkan::onboarding::{Account, Permission};
use maud::{Markup, html};
use serde::Deserialize;

use crate::clock::now;
use crate::web::extract::{DeskOperator, TypedQuery, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

#[derive(Default, Deserialize)]
pub(crate) struct Searched {
    #[serde(default)]
    q: String,
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    TypedQuery(Searched { q: text }): TypedQuery<Searched>,
) -> Result<Markup, PageError> {
    let all = texts(visitor.language);
    let texts = &all.desk_contacts;
    let found = app.service.search(&text, &desk.operator).await?;
    let is_empty = found.companies.is_empty() && found.contacts.is_empty();
    let may_register = desk.operator.role.grants(Permission::Register);
    let body = html! {
        h1 { (texts.contacts) }
        form method="get" action="/desk" role="search" {
            div.field {
                label for="q" { (texts.search_label) }
                input #q type="search" name="q" value=(text) maxlength="254" autocomplete="off"
                    aria-describedby="hint";
                span.note #hint { (texts.search_hint) }
            }
            button.primary type="submit" { (texts.search) }
        }
        @if !text.trim().is_empty() && is_empty { p role="status" { (texts.none) } }
        @if !found.companies.is_empty() {
            h2 { (texts.companies) }
            ul {
                @for company in &found.companies {
                    li { (company_link(company.id, company.name.as_str())) }
                }
            }
        }
        @if !found.contacts.is_empty() {
            h2 { (texts.contacts) }
            (contact_list(&visitor, &found.contacts))
        }
        @if may_register { p.aside { a href="/desk/register" { (texts.register.title) } } }
    };
    Ok(desk_page(
        &app,
        &visitor,
        Some(&desk.operator),
        all.desk.home,
        body,
    ))
}

fn company_link(id: CompanyId, name: &str) -> Markup {
    html! { a href={ "/desk/companies/" (id) } { (name) } }
}

pub(super) fn contact_list(visitor: &Visitor, contacts: &[(Account, Option<String>)]) -> Markup {
    let all = texts(visitor.language);
    let texts = &all.desk_contacts;
    html! {
        ul.mails {
            @for (account, company) in contacts {
                li {
                    a href={ "/desk/contacts/" (account.id) } { (account.name.as_str()) }
                    " " (account.address.as_str())
                    div.note {
                        (state(texts, account))
                        @if account.is_manager { " " span.mark { (all.requests.list.manager) } }
                        @if let (Some(id), Some(name)) = (account.company, company) {
                            " · " (company_link(id, name))
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn state(texts: &crate::web::texts::DeskContacts, account: &Account) -> &'static str {
    (texts.state_of)(account, now())
}
