//! Renders the pages for errors, in the visitor's language.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use genkan::onboarding::Refusal;
use maud::{Markup, html};

use crate::date::date;
use crate::web::back::Back;
use crate::web::extract::Visitor;
use crate::web::page_error::{PageError, Unusable};
use crate::web::parts::desk_page::desk_page;
use crate::web::parts::layout::page;
use crate::web::parts::result_page::{result_page, unusable_page};
use crate::web::state::App;
use crate::web::texts::{Texts, texts};

/// Adds the page to an error.
pub(crate) async fn render(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<PageError>() else {
        return response;
    };
    let (parts, _) = response.into_parts();
    let page = error_page(&app, visitor, error);
    (parts, page).into_response()
}

fn error_page(app: &App, visitor: Visitor, error: PageError) -> Markup {
    let texts = texts(visitor.language);
    match error {
        PageError::UnusableLink(_, Unusable::Refused(Refusal::AddressTaken)) => {
            result_page(app, &visitor, &texts.links.email_taken)
        }
        PageError::UnusableLink(link_page, why) => {
            let why = reason(app, &visitor, why);
            unusable_page(app, &visitor, &why, link_page.unusable(&texts.links))
        }
        PageError::UnknownSite => message_page(app, visitor, texts.errors.unknown_site),
        PageError::OutcomeUnknown => message_page(app, visitor, texts.errors.outcome_unknown),
        PageError::NotPermitted => message_page(app, visitor, texts.errors.not_permitted),
        PageError::Status(status) => message_page(app, visitor, sentences(texts, status)),
        PageError::SignedOut(_) | PageError::Desk(..) => html! {},
    }
}

/// Returns why a link does not work.
fn reason(app: &App, visitor: &Visitor, why: Unusable) -> String {
    let links = &texts(visitor.language).links;
    match why {
        Unusable::Missing => links.missing.into(),
        Unusable::Damaged => links.damaged.into(),
        Unusable::Expired => links.expired.into(),
        Unusable::Ended(ended) => {
            let time = date(ended.at, &app.time_zone, visitor.language);
            (links.ended)(ended.how, &time)
        }
        Unusable::Refused(_) => links.unusable_why.into(),
    }
}

fn message_page(app: &App, visitor: Visitor, (title, text): (&str, &str)) -> Markup {
    let texts = texts(visitor.language);
    let is_desk = Back::to_desk(&visitor.path).path() == visitor.path;
    let first = if is_desk { "/desk" } else { "/" };
    // Changing the language reloads a page that exists.
    let path = first.into();
    let visitor = Visitor { path, ..visitor };
    let body = html! {
        h1 { (title) }
        p { (text) }
        p { a href=(first) { (texts.errors.to_start) } }
    };
    match is_desk {
        true => desk_page(app, &visitor, None, title, body),
        false => page(app, &visitor, title, body),
    }
}

const fn sentences(texts: &Texts, status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => texts.errors.forbidden,
        StatusCode::NOT_FOUND => texts.errors.not_found,
        StatusCode::METHOD_NOT_ALLOWED => texts.errors.not_allowed,
        StatusCode::REQUEST_TIMEOUT => texts.errors.too_slow,
        StatusCode::PAYLOAD_TOO_LARGE => texts.errors.too_large,
        StatusCode::SERVICE_UNAVAILABLE => texts.errors.busy,
        StatusCode::TOO_MANY_REQUESTS => texts.errors.too_many,
        StatusCode::INTERNAL_SERVER_ERROR => texts.errors.failed,
        _ => texts.errors.bad_request,
    }
}
