use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use zeroize::Zeroizing;

use super::Visitor;
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

/// The reader of a page that everybody may see, with the name of the contact who is
/// signed in. The page is also shown if the store cannot be asked for it.
pub(crate) struct Reader(pub(crate) Visitor);

impl FromRequestParts<Arc<App>> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let session: Result<Option<SignedIn>, _> =
            <SignedIn as OptionalFromRequestParts<_>>::from_request_parts(parts, app).await;
        Ok(Self(match session {
            Ok(Some(SignedIn(session))) => visitor.signed_in(&session.account),
            Ok(None) | Err(_) => visitor,
        }))
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
