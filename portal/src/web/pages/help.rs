//! Help, and the page for changes of contacts.

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
        h1 { (texts.help) }
        @for question in texts.questions {
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
    page(&app, &visitor, texts.help, body)
}

pub(crate) async fn contacts(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (texts.contacts) }
        @for text in texts.contacts_texts { p { (text) } }
        (desk(&app, &visitor))
    };
    page(&app, &visitor, texts.contacts, body)
}

fn desk(app: &App, visitor: &Visitor) -> Markup {
    let texts = texts(visitor.language);
    html! {
        section {
            h2 { (texts.desk) }
            p { (texts.desk_text) }
            p { a href={ "mailto:" (app.support) } { (app.support) } }
        }
    }
}
