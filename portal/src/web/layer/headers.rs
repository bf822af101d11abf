use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::web::content_policy::CONTENT_POLICY;

/// Adds the security headers to every answer that does not set them itself.
pub(crate) fn add_headers<S>(router: Router<S>, is_https: bool) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let headers = [
        (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        // Not "no-referrer": browsers without Sec-Fetch-Site would send the forms
        // with "Origin: null". The pages with links have that.
        (REFERRER_POLICY, "same-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (X_ROBOTS_TAG, "noindex, nofollow"),
        (CACHE_CONTROL, "no-store"),
        (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
        (
            PERMISSIONS_POLICY,
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    let a_year = is_https.then_some((STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    let headers = headers.into_iter().chain(a_year);
    headers.fold(router, |router, (name, value)| {
        let value = HeaderValue::from_static(value);
        router.layer(SetResponseHeaderLayer::if_not_present(name, value))
    })
}

const CROSS_ORIGIN_OPENER_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-opener-policy");
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");
const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
