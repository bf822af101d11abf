//! Help, and what will be asked for here.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use super::App;
use super::language::Visitor;
use super::layout::page;
use super::words::words;

pub(super) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let words = words(visitor.language);
    let body = html! {
        h1 { (words.help) }
        @for question in words.questions {
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
    page(&app, &visitor, words.help, body)
}

pub(super) async fn contacts(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let words = words(visitor.language);
    let body = html! {
        h1 { (words.contacts) }
        @for text in words.contacts_texts { p { (text) } }
        (desk(&app, &visitor))
    };
    page(&app, &visitor, words.contacts, body)
}

fn desk(app: &App, visitor: &Visitor) -> Markup {
    let words = words(visitor.language);
    html! {
        section {
            h2 { (words.desk) }
            p { (words.desk_text) }
            p { a href={ "mailto:" (app.support) } { (app.support) } }
        }
    }
}
