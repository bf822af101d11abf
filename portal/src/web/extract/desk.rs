use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use genkan::id::CompanyId;
use genkan::onboarding::Permission;
use genkan::token::{AwaitingFactor, PurposeName};
use zeroize::Zeroizing;

use crate::service::OpenDesk;
use crate::web::back::{Back, DeskStep};
use crate::web::cookies::{self, CookieName};
use crate::web::page_error::PageError;
use crate::web::state::App;

/// The signed-in operator: password and second factor were given. Every other
/// visitor is sent to the page for what is missing.
///
/// Account and operator are read from the store for each request.
pub(crate) struct DeskOperator {
    pub(crate) desk: OpenDesk,
    has_recent_factor: bool,
}

impl DeskOperator {
    /// Checks that the operator may do this to contacts of a company.
    ///
    /// # Errors
    ///
    /// [`PageError::NotPermitted`].
    pub(crate) fn check(
        &self,
        permission: Permission,
        company: Option<CompanyId>,
    ) -> Result<(), PageError> {
        Ok(self.desk.check(permission, company)?)
    }

    /// Checks that the second factor was proven a short time ago.
    ///
    /// # Errors
    ///
    /// A redirect to the page that asks for it and leads back to `path`, which
    /// must be one that is read.
    pub(crate) fn check_recent_factor(&self, path: &str) -> Result<(), PageError> {
        match self.has_recent_factor {
            true => Ok(()),
            false => Err(PageError::Desk(DeskStep::Factor, Back::to_desk(path))),
        }
    }
}

impl FromRequestParts<Arc<App>> for DeskOperator {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let back = Back::to_page_of(parts);
        match DeskVisitor::of(app, &parts.headers).await? {
            DeskVisitor::SignedIn(desk) => Ok(Self {
                has_recent_factor: app.service.has_recent_factor(&desk),
                desk,
            }),
            DeskVisitor::AwaitingFactor(desk) => Err(PageError::Desk(next_step(&desk), back)),
            DeskVisitor::SignedOut => Err(PageError::Desk(DeskStep::SignIn, back)),
        }
    }
}

/// Returns the page where an operator who has given the password goes on.
pub(crate) fn next_step(desk: &OpenDesk<AwaitingFactor>) -> DeskStep {
    match desk.operator.second_factor.is_enrolled() {
        true => DeskStep::Factor,
        false => DeskStep::SetUp,
    }
}

/// A visitor of the support desk, by the cookie.
pub(crate) enum DeskVisitor {
    /// Password and second factor were given.
    SignedIn(OpenDesk),
    /// The password was given.
    AwaitingFactor(OpenDesk<AwaitingFactor>),
    SignedOut,
}

impl DeskVisitor {
    async fn of(app: &App, headers: &HeaderMap) -> Result<Self, PageError> {
        let token = cookies::read(app, headers, CookieName::Desk).unwrap_or_default();
        let service = &app.service;
        Ok(match PurposeName::claimed_by(&token) {
            Some(PurposeName::DeskSession) => {
                let desk = service.desk(&token).await?;
                desk.map_or(Self::SignedOut, Self::SignedIn)
            }
            Some(PurposeName::AwaitingFactor) => {
                let desk = service.desk(&token).await?;
                desk.map_or(Self::SignedOut, Self::AwaitingFactor)
            }
            _ => Self::SignedOut,
        })
    }
}

impl FromRequestParts<Arc<App>> for DeskVisitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        Self::of(app, &parts.headers).await
    }
}

/// The text of the support desk's cookie, whether or not it is valid.
pub(crate) struct DeskToken(pub(crate) Option<Zeroizing<String>>);

impl FromRequestParts<Arc<App>> for DeskToken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self(cookies::read(app, &parts.headers, CookieName::Desk)))
    }
}
