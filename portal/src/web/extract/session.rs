use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use zeroize::Zeroizing;

use crate::service::OpenSession;
use crate::web::back::Back;
use crate::web::cookies::{self, CookieName};
use crate::web::page_error::PageError;
use crate::web::state::App;

/// The session of a signed-in contact. Other visitors are sent to the sign-in
/// page, which leads back.
pub(crate) struct SignedIn(pub(crate) OpenSession);

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let session: Option<Self> =
            <Self as OptionalFromRequestParts<_>>::from_request_parts(parts, app).await?;
        session.ok_or_else(|| PageError::SignedOut(Back::to_page_of(parts)))
    }
}

/// `None` for other visitors.
impl OptionalFromRequestParts<Arc<App>> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &Arc<App>,
    ) -> Result<Option<Self>, PageError> {
        let token = cookies::read(app, &parts.headers, CookieName::Session);
        let session = app.service.session(&token.unwrap_or_default()).await?;
        Ok(session.ok().map(Self))
    }
}

/// The text of the session cookie, whether or not the session is valid.
pub(crate) struct SessionToken(pub(crate) Option<Zeroizing<String>>);

impl FromRequestParts<Arc<App>> for SessionToken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let token = cookies::read(app, &parts.headers, CookieName::Session);
        Ok(Self(token))
    }
}
