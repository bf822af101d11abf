//! 「パスワードをお忘れですか？」: contacts without a password request a link,
//! whether the password is forgotten or was never set. The answer is the same
//! for every address.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use genkan::address::{Address, InvalidAddress};
use maud::{Markup, html};
use serde::Deserialize;

use crate::service::RequestSource;
use crate::web::cookies;
use crate::web::extract::{Reader, TypedForm, Visitor};
use crate::web::page_error::PageError;
use crate::web::parts::address_input::AddressInput;
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Reader(visitor): Reader,
) -> impl IntoResponse {
    let page = form(&app, &visitor, "", None);
    (cookies::visited(&app), page)
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    email: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    source: RequestSource,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let address = match Address::parse(&typed.email) {
        Ok(address) => address,
        Err(invalid) => {
            let page = form(&app, &visitor, &typed.email, Some(invalid));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    app.link_requests.enqueue(address, source)?;
    Ok(Redirect::to("/forgot/sent").into_response())
}

pub(crate) async fn sent(State(app): State<Arc<App>>, Reader(visitor): Reader) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.forgot_password.sent) }
        p { (texts.forgot_password.sent_if_registered) }
        p { (texts.forgot_password.sent_open) }
        h2 { (texts.no_email.title) }
        ul {
            @for check in texts.no_email.checks { li { (check) } }
            li { (texts.no_email.sender) " " strong { (app.sender.from(visitor.language).email) } }
        }
        nav.choices aria-label=(texts.no_email.title) {
            a href="/forgot" { (texts.forgot_password.again) }
            a href="/help" { (texts.help.title) }
        }
    };
    page(&app, &visitor, texts.forgot_password.sent, body)
}

fn form(app: &App, visitor: &Visitor, email: &str, invalid: Option<InvalidAddress>) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.forgot_password.title) }
        p { (texts.forgot_password.text) }
        form method="post" action="/forgot" {
            div.field {
                label for="email" { (texts.forgot_password.email) }
                @if let Some(invalid) = invalid {
                    p.problem #problem role="alert" { ((texts.fields.invalid_address)(invalid)) }
                }
                (AddressInput {
                    id: "email",
                    name: "email",
                    value: email,
                    autocomplete: "username",
                    is_required: true,
                    is_invalid: invalid.is_some(),
                    described_by: invalid.map(|_| "problem"),
                })
            }
            button.primary type="submit" { (texts.forgot_password.submit) }
        }
        p.aside { a href="/signin" { (texts.sign_in.link) } }
    };
    page(app, visitor, texts.forgot_password.title, body)
}
