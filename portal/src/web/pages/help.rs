//! Help.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, PreEscaped, html};

use crate::web::extract::{Reader, Visitor};
use crate::web::parts::layout::{own, page, support_link};
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(State(app): State<Arc<App>>, Reader(visitor): Reader) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.help.title) }
        @if let Some(help) = app.brand.help.as_ref().and_then(|help| help.get(visitor.language)) {
            section { (PreEscaped(help.html())) }
        }
        @for question in texts.help.questions {
            section {
                h2 { (question.title) }
                @for text in question.texts { p { (text) } }
                @if let Some((href, label)) = question.link {
                    p { a href=(href) { (label) } }
                }
            }
        }
        (desk(&app, &visitor))
    };
    page(&app, &visitor, texts.help.title, body)
}

/// How to reach the support desk.
pub(super) fn desk(app: &App, visitor: &Visitor) -> Markup {
    let texts = texts(visitor.language);
    html! {
        section {
            h2 { (texts.help.support_desk) }
            p { (texts.help.support_text) }
            p { (support_link(app, visitor)) }
            @if let Some(phone) = &app.brand.phone {
                p {
                    a href={ "tel:" (dialled(phone)) } { (phone) }
                    @if let Some(hours) = &app.brand.hours { " " (own(hours, visitor)) }
                }
            }
        }
    }
}

/// Returns the digits of a telephone number (RFC 3966).
fn dialled(phone: &str) -> String {
    let is_dialled = |char: &char| char.is_ascii_digit() || *char == '+';
    phone.chars().filter(is_dialled).collect()
}
