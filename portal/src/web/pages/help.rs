//! Help.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use crate::web::extract::Visitor;
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.help.title) }
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
            p { a href={ "mailto:" (app.support) } { (app.support) } }
        }
    }
}
