use std::convert::Infallible;
use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use zeroize::Zeroizing;

use crate::service::CeremonyError;
use crate::web::cookies::{self, CookieName};
use crate::web::link_page::LinksTo;
use crate::web::page_error::PageError;
use crate::web::state::App;

/// The token of the link that is open in this browser, for the page of `P`.
/// Empty if there is none.
pub(crate) struct LinkToken<P> {
    text: Zeroizing<String>,
    page: PhantomData<P>,
}

impl<P: LinksTo> LinkToken<P> {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the page's answer if its ceremony does not take place.
    pub(crate) fn error(&self, error: CeremonyError) -> PageError {
        match error {
            CeremonyError::Refused(refusal) => PageError::Link(P::PAGE, refusal),
            CeremonyError::Ended(ended) => PageError::EndedLink(P::PAGE, ended),
            CeremonyError::Failed(error) => error.into(),
        }
    }
}

impl<P: LinksTo> FromRequestParts<Arc<App>> for LinkToken<P> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let text = cookies::read(app, &parts.headers, CookieName::Link(P::PAGE.path()));
        Ok(Self {
            text: text.unwrap_or_default(),
            page: PhantomData,
        })
    }
}
