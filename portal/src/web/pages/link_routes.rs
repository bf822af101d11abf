use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::REFERRER_POLICY;
use axum::routing::{MethodRouter, get};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::web::link_page::LinksTo;
use crate::web::page_error::{PageError, Unusable};
use crate::web::state::App;

/// Routes the links to the page by their path, and the path without a link.
pub(crate) fn link_routes<P: LinksTo>(
    path: &'static str,
    page: MethodRouter<Arc<App>>,
) -> Router<Arc<App>> {
    debug_assert_eq!(path, P::PAGE.link("{token}"), "the path of the page");
    // A path is for the bearer of the link only.
    let page = page.layer(SetResponseHeaderLayer::overriding(
        REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ));
    let without = get(async move || PageError::UnusableLink(P::PAGE, Unusable::Missing));
    Router::new()
        .route(path, page)
        .route(P::PAGE.path(), without)
}
