//! 「パスワードをお忘れですか?」: the way in for everybody who has no password,
//! whether forgotten or never set. The answer is the same to everybody.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::address::{Address, InvalidAddress};
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::App;
use super::client::Client;
use super::cookies::{self, Name};
use super::error::{bad_form, failed};
use super::language::Visitor;
use super::layout::page;
use super::words::words;
use crate::fault::Fault;
use crate::portal::Origin;

pub(super) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    form(&app, &visitor, "", None)
}

#[derive(Deserialize)]
pub(super) struct Submission {
    #[serde(default)]
    email: String,
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Client(client): Client,
    headers: HeaderMap,
    submission: Result<Form<Submission>, FormRejection>,
) -> Response {
    let Form(Submission { email }) = match submission {
        Ok(submission) => submission,
        Err(_) => return bad_form(&app, &visitor),
    };
    let address = match Address::parse(&email) {
        Ok(address) => address,
        Err(invalid) => {
            let page = form(&app, &visitor, &email, Some(invalid));
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
    };
    // A bound on what is unfinished, the same for every address.
    let Ok(permit) = Arc::clone(&app.requests).try_acquire_owned() else {
        return failed(&app, &visitor, &Fault::Busy);
    };
    // The answer does not wait for what is found.
    let portal = Arc::clone(&app.portal);
    let device = cookies::read(&app, &headers, Name::Device).map(Zeroizing::new);
    tokio::spawn(async move {
        let origin = Origin {
            client: &client,
            device: device.as_deref().map_or("", String::as_str),
        };
        match portal.request_link(&address, &origin).await {
            Ok(Ok(())) => tracing::info!("link requested"),
            Ok(Err(reason)) => tracing::info!(reason = reason.code(), "no link is sent"),
            Err(fault) => tracing::error!(code = fault.code(), %fault, "link not requested"),
        }
        drop(permit);
    });
    Redirect::to("/forgot/sent").into_response()
}

pub(super) async fn sent(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let words = words(visitor.language);
    let body = html! {
        h1 { (words.sent) }
        p { (words.sent_if_registered) }
        p { (words.sent_open) }
        h2 { (words.no_mail) }
        ul {
            @for check in words.no_mail_checks { li { (check) } }
            li { (words.no_mail_sender) " " strong { (app.support) } }
        }
        nav.choices aria-label=(words.no_mail) {
            a href="/forgot" { (words.ask_again) }
            a href="/help" { (words.help) }
        }
    };
    page(&app, &visitor, words.sent, body)
}

fn form(app: &App, visitor: &Visitor, email: &str, invalid: Option<InvalidAddress>) -> Markup {
    let words = words(visitor.language);
    let body = html! {
        h1 { (words.forgot_title) }
        p { (words.forgot_text) }
        form method="post" action="/forgot" {
            div.field {
                label for="email" { (words.registered_email) }
                @if let Some(invalid) = invalid {
                    p.problem #problem role="alert" { (words.invalid_address(invalid)) }
                }
                input #email type="email" name="email" autocomplete="username" required
                    autocapitalize="none" spellcheck="false" value=(email)
                    aria-invalid=[invalid.map(|_| "true")]
                    aria-describedby=[invalid.map(|_| "problem")];
            }
            button.primary type="submit" { (words.send_link) }
        }
        p.aside { a href="/signin" { (words.to_sign_in) } }
    };
    page(app, visitor, words.forgot_title, body)
}
