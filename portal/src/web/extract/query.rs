use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// The query of a URL; the default if it cannot be read.
pub(crate) struct TypedQuery<T>(pub(crate) T);

impl<T: Default + DeserializeOwned, S: Sync> FromRequestParts<S> for TypedQuery<T> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = Query::try_from_uri(&parts.uri);
        Ok(Self(query.map(|Query(query)| query).unwrap_or_default()))
    }
}
