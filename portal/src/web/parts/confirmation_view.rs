//! A page that says what will happen, with a button that does it, and the page
//! that says what has.

use axum::response::{IntoResponse as _, Redirect, Response};
use genkan::address::Address;
use maud::{Markup, html};

use crate::web::extract::visitor::Visitor;
use crate::web::parts::layout::page;
use crate::web::parts::link_page::LinkPage;
use crate::web::state::App;
use crate::web::texts::{Outcome, Step, texts};

/// The page before. `about` is the address that it is about, and what that
/// address is; `what` comes back with the button, so that the button does
/// what the page has said.
pub(crate) fn step(
    app: &App,
    visitor: &Visitor,
    door: LinkPage,
    step: &Step,
    about: Option<(&str, &Address)>,
    what: &str,
) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (step.title) }
        @if let Some((label, address)) = about {
            dl { dt { (label) } dd { strong { (address.as_str()) } } }
        }
        p { (step.text) }
        h2 #happens { (texts.links.happens) }
        ul aria-labelledby="happens" {
            @for text in step.happens { li { (text) } }
        }
        form method="post" action=(door.path()) {
            input type="hidden" name="what" value=(what);
            button.primary type="submit" { (step.button) }
        }
        p.aside { (step.otherwise) }
    };
    page(app, visitor, step.title, body)
}

/// The way from the button to the page after: the link is used up, and loading
/// the page again does nothing.
pub(crate) fn done(app: &App, door: LinkPage, path: &str) -> Response {
    (door.close(app), Redirect::to(path)).into_response()
}

/// The page after.
pub(crate) fn outcome(app: &App, visitor: &Visitor, outcome: &Outcome) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (outcome.title) }
        @for text in outcome.texts { p { (text) } }
        @if let Some((href, label)) = outcome.next {
            p { a.button href=(href) { (label) } }
        }
        p.aside {
            (texts.links.desk) " "
            a href={ "mailto:" (app.support) } { (app.support) }
        }
    };
    page(app, visitor, outcome.title, body)
}
