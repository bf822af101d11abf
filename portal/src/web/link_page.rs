//! The pages that links in emails open. A link's token is moved out of the
//! address bar and the history into a cookie of its page.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, IntoResponseParts, Redirect, Response};
use axum::routing::{MethodRouter, get};
use genkan::time::Lifetime;
use zeroize::Zeroizing;

use super::cookies::{self, CookieName};
use crate::web::state::App;
use crate::web::texts::{Links, ResultText};

/// A page that links open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LinkPage {
    /// Sets a password.
    ResetPassword,
    /// Confirms a new address.
    ConfirmEmail,
    /// Restores the former address.
    UndoEmail,
    /// Declines a request, or disowns a password.
    Disavow,
    /// Answers inquiries.
    AnswerInquiry,
    /// Stops takeovers.
    StopTakeover,
}

/// A page's handler, for links that open it.
pub(crate) trait LinksTo {
    const PAGE: LinkPage;
}

impl LinkPage {
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::ResetPassword => "/reset",
            Self::ConfirmEmail => "/address",
            Self::UndoEmail => "/undo",
            Self::Disavow => "/not-me",
            Self::AnswerInquiry => "/confirm",
            Self::StopTakeover => "/object",
        }
    }

    /// Returns the answer to every link that does not work, whatever the
    /// reason.
    pub(crate) const fn unusable(self, links: &Links) -> &ResultText {
        match self {
            Self::ResetPassword => &links.unusable_reset,
            Self::ConfirmEmail => &links.unusable_confirm,
            Self::UndoEmail => &links.unusable_undo,
            Self::Disavow => &links.unusable_disavow,
            Self::AnswerInquiry => &links.unusable_answer,
            Self::StopTakeover => &links.unusable_object,
        }
    }

    /// Routes the links to the page. Nothing is looked up, so that mail
    /// scanners may follow any number of them.
    pub(crate) fn links(self) -> MethodRouter<Arc<App>> {
        get(
            move |State(app): State<Arc<App>>, token: Result<Path<String>, PathRejection>| async move {
                // A path that is not UTF-8 contains no token.
                let token = Zeroizing::new(token.map(|Path(token)| token).unwrap_or_default());
                self.open(&app, &token)
            },
        )
    }

    fn open(self, app: &App, token: &str) -> Response {
        // Some mail programs include the full stop or bracket after a link.
        let token = token.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_text = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let page = Redirect::to(self.path());
        if token.is_empty() || token.len() > LONGEST || !token.chars().all(is_text) {
            return (self.close(app), page).into_response();
        }
        (self.keep(app, token), page).into_response()
    }

    /// Keeps a token in the browser, for the page.
    pub(crate) fn keep(self, app: &App, token: &str) -> impl IntoResponseParts + use<> {
        cookies::set(app, CookieName::Link(self.path()), token, OPEN)
    }

    /// Removes the token from the browser.
    pub(crate) fn close(self, app: &App) -> impl IntoResponseParts + use<> {
        cookies::remove(app, CookieName::Link(self.path()))
    }
}

/// Longer than any token.
const LONGEST: usize = 128;
/// How long a link stays open in a browser. The token may expire earlier.
const OPEN: Lifetime = match Lifetime::from_seconds(60 * 60) {
    Some(lifetime) => lifetime,
    None => unreachable!(),
};
