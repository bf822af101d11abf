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

use crate::service::Error;
use crate::service::RequestSource;
use crate::web::extract::client::Client;
use crate::web::extract::visitor::Visitor;
use crate::web::layer::error_page::{bad_form, failed};
use crate::web::parts::cookies::{self, Name};
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    form(&app, &visitor, "", None)
}

#[derive(Deserialize)]
pub(crate) struct Submission {
    #[serde(default)]
    email: String,
}

pub(crate) async fn submit(
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
        return failed(&app, &visitor, &Error::Busy);
    };
    // The answer does not wait for what is found.
    let service = Arc::clone(&app.service);
    let device = cookies::read(&app, &headers, Name::Device).map(Zeroizing::new);
    tokio::spawn(async move {
        let source = RequestSource {
            client: &client,
            device: device.as_deref().map_or("", String::as_str),
        };
        match service.request_link(&address, &source).await {
            Ok(Ok(())) => tracing::info!("link requested"),
            Ok(Err(reason)) => tracing::info!(reason = reason.code(), "no link is sent"),
            Err(error) => tracing::error!(code = error.code(), %error, "link not requested"),
        }
        drop(permit);
    });
    Redirect::to("/forgot/sent").into_response()
}

pub(crate) async fn sent(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.sent) }
        p { (texts.sent_if_registered) }
        p { (texts.sent_open) }
        h2 { (texts.no_mail) }
        ul {
            @for check in texts.no_mail_checks { li { (check) } }
            li { (texts.no_mail_sender) " " strong { (app.support) } }
        }
        nav.choices aria-label=(texts.no_mail) {
            a href="/forgot" { (texts.ask_again) }
            a href="/help" { (texts.help) }
        }
    };
    page(&app, &visitor, texts.sent, body)
}

fn form(app: &App, visitor: &Visitor, email: &str, invalid: Option<InvalidAddress>) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.forgot_title) }
        p { (texts.forgot_text) }
        form method="post" action="/forgot" {
            div.field {
                label for="email" { (texts.registered_email) }
                @if let Some(invalid) = invalid {
                    p.problem #problem role="alert" { (texts.invalid_address(invalid)) }
                }
                input #email type="email" name="email" autocomplete="username" required
                    autocapitalize="none" spellcheck="false" value=(email)
                    aria-invalid=[invalid.map(|_| "true")]
                    aria-describedby=[invalid.map(|_| "problem")];
            }
            button.primary type="submit" { (texts.send_link) }
        }
        p.aside { a href="/signin" { (texts.to_sign_in) } }
    };
    page(app, visitor, texts.forgot_title, body)
}
