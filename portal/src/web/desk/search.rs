//! The first page of a signed-in operator: a search.

use std::sync::Arc;

use axum::extract::{Path, State};
use genkan::id::CompanyId;
use genkan::onboarding::{Account, ContactSearch, Permission, Search as _};
use maud::{Markup, html};
use serde::Deserialize;

use super::scope::{not_found, parsed};
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
                input #q type="search" name="q" value=(text) maxlength="254" autocomplete="off";
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

#[derive(Default, Deserialize)]
pub(crate) struct Page {
    after: Option<String>,
}

pub(crate) async fn company(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    Path(id): Path<String>,
    TypedQuery(Page { after }): TypedQuery<Page>,
) -> Result<Markup, PageError> {
    let texts = &texts(visitor.language).desk_contacts;
    let (operator, service) = (&desk.operator, &app.service);
    let id: CompanyId = parsed(&id)?;
    let company = service.company_in_scope(id, operator).await?;
    let company = company.ok_or_else(not_found)?;
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
    let body = html! {
        h1 { (company.name.as_str()) }
        h2 { (texts.contacts) }
        @if contacts.is_empty() { p { (texts.nothing_yet) } }
        (contact_list(&visitor, &contacts))
        @if let Some(next) = next {
            p { a href={ "/desk/companies/" (id) "?after=" (next) } { (texts.more) } }
        }
        @if operator.may(Permission::Register, Some(id)) {
            p.aside { a href={ "/desk/register?company=" (id) } { (texts.register.title) } }
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

fn company_link(id: CompanyId, name: &str) -> Markup {
    html! { a href={ "/desk/companies/" (id) } { (name) } }
}

fn contact_list(visitor: &Visitor, contacts: &[(Account, Option<String>)]) -> Markup {
    let texts = &texts(visitor.language).desk_contacts;
    html! {
        ul.mails {
            @for (account, company) in contacts {
                li {
                    a href={ "/desk/contacts/" (account.id) } { (account.name.as_str()) }
                    " " (account.address.as_str())
                    div.note {
                        (state(texts, account))
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

const SHOWN: u32 = 50;
