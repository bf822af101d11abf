use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

/// The query parameter `after`: what the visitor has just done. Empty if there
/// is none.
#[derive(Default, Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    pub(crate) after: String,
}

impl<S: Sync> FromRequestParts<S> for After {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let Query(after) = Query::try_from_uri(&parts.uri).unwrap_or_default();
        Ok(after)
    }
}
