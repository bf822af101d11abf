//! The first page of a signed-in contact.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use crate::web::extract::{After, SignedIn, Visitor};
use crate::web::parts::layout::page;
use crate::web::parts::pending_email::pending_email;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    SignedIn(session): SignedIn,
    After { after }: After,
) -> Markup {
    let texts = texts(visitor.language);
    let account = &session.account;
    let body = html! {
        h1 { (texts.welcome(account.name.as_str())) }
        @if after == "password-changed" {
            p.notice role="status" { (texts.password_changed) }
        }
        dl {
            dt { (texts.name) } dd { (account.name.as_str()) }
            @if let Some(company) = &session.company {
                dt { (texts.company) } dd { (company.name.as_str()) }
            }
            dt { (texts.email) } dd { (account.address.as_str()) }
            @if let Some(pending) = pending_email(&app, &visitor, account) { (pending) }
        }
        nav.choices aria-label=(texts.account) {
            a href="/password" { (texts.change_password) }
            a href="/email" { (texts.address.change) }
            a href="/contacts" { (texts.contacts) }
            a href="/help" { (texts.help) }
        }
        form method="post" action="/signout" {
            button type="submit" { (texts.sign_out) }
        }
    };
    page(&app, &visitor, texts.home, body)
}
