use std::convert::Infallible;
use std::marker::PhantomData;

use axum::RequestPartsExt as _;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use zeroize::Zeroizing;

use crate::service::CeremonyError;
use crate::web::link_page::LinksTo;
use crate::web::page_error::{PageError, Unusable};

/// The token of the link that opens the page of `P`, from its path.
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
        let why = match error {
            CeremonyError::Refused(refusal) => Unusable::Refused(refusal),
            CeremonyError::Damaged => Unusable::Damaged,
            CeremonyError::Expired => Unusable::Expired,
            CeremonyError::Ended(ended) => Unusable::Ended(ended),
            CeremonyError::Failed(error) => return error.into(),
        };
        PageError::UnusableLink(P::PAGE, why)
    }
}

impl<P: LinksTo, S: Send + Sync> FromRequestParts<S> for LinkToken<P> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        // A path that is not UTF-8 contains no token.
        let path = parts.extract::<Path<String>>().await;
        let text = Zeroizing::new(path.map(|Path(text)| text).unwrap_or_default());
        // Some mail programs include the full stop or bracket after a link.
        let token = text.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        Ok(Self {
            text: Zeroizing::new(token.to_owned()),
            page: PhantomData,
        })
    }
}
