//! The first page of a signed-in contact.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use crate::web::extract::{SignedIn, Visitor};
use crate::web::notice::Notice;
use crate::web::parts::layout::page;
use crate::web::parts::pending_email::pending_email;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
    Notice(after): Notice,
) -> Markup {
    let texts = texts(visitor.language);
    let account = &session.account;
    let visitor = visitor.signed_in(account);
    let body = html! {
        h1 { ((texts.home.welcome)(account.name.as_str())) }
        @if after == "password-changed" {
            p.notice role="status" { (texts.change_password.changed) }
        }
        dl {
            dt { (texts.home.name) } dd { (account.name.as_str()) }
            @if let Some(company) = &session.company {
                dt { (texts.home.company) } dd { (company.name.as_str()) }
            }
            dt { (texts.fields.email) } dd { (account.address.as_str()) }
            @if let Some(pending) = pending_email(&app, &visitor, account) { (pending) }
        }
        nav.choices aria-label=(texts.fields.account) {
            a href="/password" { (texts.change_password.title) }
            a href="/email" { (texts.change_email.title) }
            a href="/contacts" { (texts.contacts.title) }
            a href="/help" { (texts.help.title) }
        }
    };
    page(&app, &visitor, texts.home.title, body)
}
