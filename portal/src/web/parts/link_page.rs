//! A link in a mail, on its way to the page that it opens: its token goes out
//! of the address bar and the history into a cookie of that page alone.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, IntoResponseParts, Redirect, Response};
use axum::routing::{MethodRouter, get};
use genkan::time::Lifetime;

use crate::web::extract::visitor::Visitor;
use crate::web::parts::confirmation_view::outcome;
use crate::web::parts::cookies::{self, Name};
use crate::web::state::App;
use crate::web::texts::texts;

/// A page that links open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LinkPage {
    /// Sets a password.
    Reset,
    /// Proves a new address.
    Address,
    /// Takes the former address back.
    Undo,
    /// It was not me.
    Disavow,
}

impl LinkPage {
    /// Where the page is.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Reset => "/reset",
            Self::Address => "/address",
            Self::Undo => "/undo",
            Self::Disavow => "/not-me",
        }
    }

    /// The links to the page. Nothing is looked up, so any number of mail
    /// scanners may follow them.
    pub(crate) fn links(self) -> MethodRouter<Arc<App>> {
        get(
            move |State(app): State<Arc<App>>, token: Result<Path<String>, PathRejection>| async move {
                // What is no text is no token.
                let token = token.map(|Path(token)| token).unwrap_or_default();
                self.open(&app, &token)
            },
        )
    }

    fn open(self, app: &App, token: &str) -> Response {
        // Some mail programs take the full stop or bracket after a link along.
        let token = token.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_text = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let page = Redirect::to(self.path());
        if token.is_empty() || token.len() > LONGEST || !token.chars().all(is_text) {
            return (self.close(app), page).into_response();
        }
        (cookies::set(app, Name::Link(self), token, OPEN), page).into_response()
    }

    /// The token that is open in the browser; empty where there is none.
    pub(crate) fn token(self, app: &App, headers: &HeaderMap) -> String {
        cookies::read(app, headers, Name::Link(self)).unwrap_or_default()
    }

    /// Forgets the token.
    pub(crate) fn close(self, app: &App) -> impl IntoResponseParts + use<> {
        cookies::remove(app, Name::Link(self))
    }

    /// The page's answer to every link that does not work. It is the same
    /// whatever the reason, which is for the log.
    pub(crate) fn unusable(self, app: &App, visitor: &Visitor, reason: &str) -> Response {
        tracing::info!(reason, "link not usable");
        let links = &texts(visitor.language).links;
        let said = match self {
            Self::Reset => &links.unusable_reset,
            Self::Address => &links.unusable_address,
            Self::Undo => &links.unusable_undo,
            Self::Disavow => &links.unusable_not_me,
        };
        (StatusCode::GONE, outcome(app, visitor, said)).into_response()
    }
}

/// Longer than any token.
const LONGEST: usize = 128;
/// How long a link stays open in a browser; the token's own end counts too.
const OPEN: Lifetime = match Lifetime::from_seconds(60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
