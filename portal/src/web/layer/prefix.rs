//! A portal below a path of its host, such as `https://example.com/support/`.
//!
//! Every page and every link in it is written as if the portal had the whole host.
//! Here, and in the paths of cookies, the prefix is removed from requests, and
//! added to answers.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Uri};
use axum::response::Response;
use tower::{ServiceExt as _, service_fn};

/// Serves pages below a prefix, which is empty or a path without a slash at its
/// end. A proxy may remove the prefix from the paths that it passes on.
pub(crate) fn serve_below(prefix: Arc<str>, pages: Router) -> Router {
    if prefix.is_empty() {
        return pages;
    }
    Router::new().fallback_service(service_fn(move |mut request: Request| {
        let (prefix, pages) = (Arc::clone(&prefix), pages.clone());
        async move {
            if let Some(uri) = without(&prefix, request.uri()) {
                *request.uri_mut() = uri;
            }
            let response = pages.oneshot(request).await?;
            Ok(below(&prefix, response).await)
        }
    }))
}

/// Returns the URI without the prefix, if it has one.
fn without(prefix: &str, uri: &Uri) -> Option<Uri> {
    let rest = uri.path().strip_prefix(prefix)?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    let path = if rest.is_empty() { "/" } else { rest };
    let path = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

/// Adds the prefix to where an answer leads.
async fn below(prefix: &str, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let location = parts.headers.get(LOCATION).and_then(|it| it.to_str().ok());
    if let Some(path) = location.filter(|location| location.starts_with('/'))
        && let Ok(path) = HeaderValue::from_str(&format!("{prefix}{path}"))
    {
        parts.headers.insert(LOCATION, path);
    }
    let kind = parts.headers.get(CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return Response::from_parts(parts, body);
    }
    // A page is complete in memory: this does not fail.
    let page = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let page = links_below(prefix, &page);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

/// Adds the prefix to the paths in a page. Text between the tags and in other
/// attributes has no quotation mark: it is escaped. So nothing but an attribute of
/// a tag matches.
fn links_below(prefix: &str, page: &Bytes) -> Bytes {
    let Ok(page) = std::str::from_utf8(page) else {
        return page.clone();
    };
    let mut written = String::with_capacity(page.len() + 1024);
    let mut parts = page.split_inclusive("=\"");
    let mut before = parts.next().unwrap_or_default();
    written.push_str(before);
    for part in parts {
        let attribute = before.trim_end_matches("=\"");
        if part.starts_with('/') && ATTRIBUTES.iter().any(|name| attribute.ends_with(name)) {
            written.push_str(prefix);
        }
        written.push_str(part);
        before = part;
    }
    written.into()
}

/// The attributes that have paths.
const ATTRIBUTES: [&str; 5] = [" href", " action", " src", " srcset", " policy"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_is_removed_from_requests() {
        let of = |uri: &str| {
            let uri = without("/support", &uri.parse().unwrap());
            uri.map(|uri| uri.to_string())
        };
        assert_eq!(of("/support/signin?a=/b").as_deref(), Some("/signin?a=/b"));
        assert_eq!(of("/support").as_deref(), Some("/"));
        assert_eq!(of("/support?a").as_deref(), Some("/?a"));
        assert_eq!(of("/support/").as_deref(), Some("/"));
        for other in ["/", "/signin", "/supporters", "/a/support/b"] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn the_prefix_is_added_to_attributes_and_to_nothing_else() {
        let page = maud::html! {
            a href="/signin" { " href=\"/x \" src=\"/y" }
            form action="/forgot" method="post" { input value=" href=\"/z"; }
            a href="https://example.com/" {}
            script src="/assets/a.js" {}
        };
        let written = links_below("/s", &Bytes::from(page.into_string()));
        let written = std::str::from_utf8(&written).unwrap();
        for part in [
            "href=\"/s/signin\"",
            "action=\"/s/forgot\"",
            "src=\"/s/assets/a.js\"",
        ] {
            assert!(written.contains(part), "{written}");
        }
        assert_eq!(written.matches("/s/").count(), 3, "{written}");
    }
}
