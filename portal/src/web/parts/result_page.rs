use maud::{Markup, html};

use super::layout::{page, support_link};
use crate::web::extract::Visitor;
use crate::web::state::App;
use crate::web::texts::{ResultText, texts};

/// A page that reports what has happened, and what to do next.
pub(crate) fn result_page(app: &App, visitor: &Visitor, text: &ResultText) -> Markup {
    render(app, visitor, None, text)
}

/// A page that reports that a link does not work, why, and what to do next.
pub(crate) fn unusable_page(app: &App, visitor: &Visitor, why: &str, text: &ResultText) -> Markup {
    render(app, visitor, Some(why), text)
}

fn render(app: &App, visitor: &Visitor, why: Option<&str>, text: &ResultText) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (text.title) }
        @for text in why.into_iter().chain(text.texts.iter().copied()) { p { (text) } }
        @if let Some((href, label)) = text.next {
            p { a.button href=(href) { (label) } }
        }
        p.aside {
            (texts.links.support_desk) " "
            (support_link(app, visitor))
        }
    };
    page(app, visitor, text.title, body)
}
