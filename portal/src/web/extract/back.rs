use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

use crate::web::back::{Back, is_desk_page};

/// The query parameter `back`.
#[derive(Default, Deserialize)]
struct BackQuery {
    #[serde(default)]
    back: String,
}

impl<S: Sync> FromRequestParts<S> for Back {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let Query(query) = Query::<BackQuery>::try_from_uri(&parts.uri).unwrap_or_default();
        Ok(match is_desk_page(parts) {
            true => Self::to_desk(&query.back),
            false => Self::to_site(&query.back),
        })
    }
}
